import { canonicalJson, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { expandOdrlTerm, ODRL } from '@lianshu/protocol/odrl'
import type { NotUnderstood } from './not-understood.ts'
import type { Policy, Rule } from './policy.ts'
import { understandPolicy } from './understand-policy.ts'

/**
 * Do two policies say the same, whatever their class, id, parties and spelling? Both are compared as
 * understood; two that cannot be understood are the same only letter for letter.
 */
export function sameTerms(left: unknown, right: unknown): boolean {
  return termsText(left) === termsText(right)
}

/**
 * What two policies must share to say the same, as one text to compare or hash. Canonical JSON of the
 * understood rules in any order; of the raw rules where the policy is not understood.
 */
export function termsText(json: unknown): string {
  const understood = understandPolicy(json)
  if (!understood.ok) {
    const raw = json as Record<string, unknown>
    const { profile, permission, prohibition, obligation, target } = raw
    return canonicalJson({ profile, permission, prohibition, obligation, target })
  }
  const { permissions, prohibitions, payments, target }: Policy = understood.value
  return canonicalJson({
    profiles: profilesOf(json),
    permissions: normalRules(permissions),
    prohibitions: normalRules(prohibitions),
    payments: payments.map(({ amountFen }) => amountFen).toSorted((a, b) => a - b),
    target,
  })
}

/** The profiles that give the words of a policy their meaning; ODRL's own goes without saying. */
function profilesOf(json: unknown): string[] {
  const { profile } = json as { readonly profile?: string | readonly string[] }
  const named = new Set([profile ?? []].flat().map(expandOdrlTerm))
  named.delete(`${ODRL}core`)
  return [...named].toSorted()
}

const normalRules = (rules: readonly Rule[]): string[] =>
  rules
    .map(({ action, conditions, payments }) =>
      canonicalJson({ action, conditions: conditions.map(canonicalJson).toSorted(), payments }),
    )
    .toSorted()

/** The two between whom an offer is to hold. */
export interface OfferParties {
  readonly assigner: string
  readonly assignee: string
}

/**
 * The party that an offer names but that is not the one at hand. An offer that names nobody is open to
 * the two who speak; one that names another says who may have it, and that is not them (ODRL 2.2, 2.3).
 */
export function foreignParty(
  offer: unknown,
  parties: OfferParties,
): keyof OfferParties | undefined {
  const named = offer as { readonly assigner?: unknown; readonly assignee?: unknown }
  return (['assigner', 'assignee'] as const).find(
    (role) => named[role] !== undefined && named[role] !== parties[role],
  )
}

/**
 * The provider's automatic decision: is the requested offer one of the listed ones, by id, profile and
 * every rule, and is it meant for these parties? The target is left to the caller, who knows the dataset
 * under which the offers are listed. `policy.not-understood` when the request cannot be read,
 * `policy.denied` when it asks for other terms or, `at` the role, names another party.
 */
export function offersMatch(
  requested: unknown,
  listed: readonly unknown[],
  parties: OfferParties,
): Result<string, NotUnderstood | DomainError<'policy.denied'>> {
  const request = understandPolicy(requested)
  if (!request.ok) return request
  const foreign = foreignParty(requested, parties)
  if (foreign) {
    const message = `the ${foreign} of the requested offer is not a party of this negotiation: leave it out`
    return err(domainError('policy.denied', message, { at: foreign }))
  }
  const { id } = request.value
  const text = termsText(withoutTarget(requested))
  const match = listed.find(
    (offer) =>
      (offer as { '@id'?: unknown })['@id'] === id &&
      termsText(withoutTarget(offer)) === text &&
      foreignParty(offer, parties) === undefined,
  )
  if (match) return ok(id)
  return err(domainError('policy.denied', 'the requested terms are not those of a listed offer'))
}

function withoutTarget(policy: unknown): unknown {
  const { target: _target, ...rest } = policy as Record<string, unknown>
  return rest
}
