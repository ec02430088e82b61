import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import {
  actionIri,
  type Constraint,
  compensateAction,
  type Duty,
  deliveries,
  fenUnit,
  leftOperandIris,
  lianshuProfile,
  type Offer,
  type Operator,
  type RightOperand,
  type Use,
  unitProperty,
  uses,
} from '@lianshu/protocol/odrl'
import { readInstant, writeCount, writeInstant } from '../understand/read-literal.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import type { Terms } from './terms.ts'

/** Uses whose result is a sum over several owners. */
const cohortUses: readonly Use[] = ['train', 'evaluate', 'analyze']

/**
 * An owner's choices as an ODRL offer for a catalogue (no target: the dataset around it is). Every use
 * that is not allowed is prohibited in so many words. `more` is what plain terms have no field for: constraints
 * of every permission, further obligations. `input.invalid`, `at` the field, for choices that
 * contradict themselves; what it returns is always understood by `understandPolicy`.
 */
export function buildOffer(
  offerId: string,
  terms: Terms,
  more: {
    readonly constraints?: readonly Constraint[]
    readonly obligations?: readonly Duty[]
  } = {},
): Result<Offer, DomainError<'input.invalid' | 'policy.not-understood'>> {
  const problem = problemIn(terms)
  if (problem) return err(problem)
  const allowed = uses.filter((use) => terms.uses.includes(use))
  const refused = uses.filter((use) => !terms.uses.includes(use))
  const price = terms.priceFen === undefined ? [] : [payment(terms.priceFen)]
  const obligation = [...price, ...(more.obligations ?? [])]
  const offer: Offer = {
    '@id': offerId,
    '@type': 'Offer',
    profile: lianshuProfile,
    permission: allowed.map((use) => ({
      action: actionIri(use),
      constraint: [...constraintsFor(use, terms), ...(more.constraints ?? [])],
    })),
    ...(refused.length > 0 && {
      prohibition: refused.map((use) => ({ action: actionIri(use) })),
    }),
    ...(obligation.length > 0 && { obligation }),
  }
  const understood = understandPolicy(offer)
  return understood.ok ? ok(offer) : understood
}

function constraintsFor(use: Use, terms: Terms): Constraint[] {
  const { purposes, minimumCohort, maximumRounds, startsAt, endsAt } = terms
  const list: Constraint[] = [constraint('delivery', 'isAnyOf', [...terms.deliveries])]
  if (purposes.length > 0) list.push(constraint('purpose', 'isAnyOf', [...purposes]))
  if (minimumCohort !== undefined && cohortUses.includes(use)) {
    list.push(constraint('minimumCohort', 'gteq', writeCount(minimumCohort)))
  }
  if (maximumRounds !== undefined && use === 'train') {
    list.push(constraint('rounds', 'lteq', writeCount(maximumRounds)))
  }
  if (startsAt !== undefined) list.push(constraint('dateTime', 'gteq', writeInstant(startsAt)))
  if (endsAt !== undefined) list.push(constraint('dateTime', 'lteq', writeInstant(endsAt)))
  return list
}

const constraint = (
  name: keyof typeof leftOperandIris,
  operator: Operator,
  rightOperand: RightOperand,
): Constraint => ({ leftOperand: leftOperandIris[name], operator, rightOperand })

const payment = (priceFen: number) => ({
  action: compensateAction,
  constraint: [
    { ...constraint('payAmount', 'eq', writeCount(priceFen)), [unitProperty]: { '@id': fenUnit } },
  ],
})

function problemIn(terms: Terms): DomainError<'input.invalid'> | undefined {
  const wrong = (at: keyof Terms, message: string) => domainError('input.invalid', message, { at })
  const whole = (value: number | undefined, least: number) =>
    value === undefined || (Number.isSafeInteger(value) && value >= least && value < 1e15)
  if (terms.uses.length === 0) return wrong('uses', 'choose at least one use')
  const strangeUse = terms.uses.find((use) => !uses.includes(use))
  if (strangeUse) return wrong('uses', `the use ${strangeUse} is not known`)
  if (terms.deliveries.length === 0) return wrong('deliveries', 'choose at least one delivery')
  const strange = terms.deliveries.find((delivery) => !deliveries.includes(delivery))
  if (strange) return wrong('deliveries', `the delivery ${strange} is not known`)
  if (terms.purposes.some((purpose) => purpose.trim() === '')) {
    return wrong('purposes', 'a purpose is empty')
  }
  if (!whole(terms.minimumCohort, 1)) return wrong('minimumCohort', 'not a whole number from 1')
  if (!whole(terms.maximumRounds, 1)) return wrong('maximumRounds', 'not a whole number from 1')
  if (!whole(terms.priceFen, 0)) return wrong('priceFen', 'not a whole number of fen')
  const starts = terms.startsAt === undefined ? '' : readInstant(terms.startsAt)
  const ends = terms.endsAt === undefined ? '' : readInstant(terms.endsAt)
  if (starts === undefined) return wrong('startsAt', 'not an instant with a time zone')
  if (ends === undefined) return wrong('endsAt', 'not an instant with a time zone')
  if (starts && ends && starts >= ends) return wrong('endsAt', 'ends before it starts')
  return undefined
}
