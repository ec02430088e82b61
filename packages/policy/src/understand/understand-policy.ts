import { DomainFailure, err, ok, type Result } from '@lianshu/kernel'
import { expandOdrlTerm, lianshuProfile, ODRL } from '@lianshu/protocol/odrl'
import { conflictStrategies, type Policy, type Rule } from '../policy.ts'
import { catenaXProfiles } from '../vocabulary/index.ts'
import { checkCatenaXShape } from './catena-x-shape.ts'
import { className, type Fields, fieldsOf, listOf, odrlName, readId } from './fields.ts'
import { inherited } from './inherit.ts'
import { type NotUnderstood, notUnderstood } from './not-understood.ts'
import { readInstant } from './read-literal.ts'
import { type Reading, type ReadOptions, startReading } from './reading.ts'
import { understandDuty } from './understand-duty.ts'
import { understandRule } from './understand-rule.ts'
import { understandScope } from './understand-scope.ts'

/** ODRL's own profile goes without saying. */
const core = `${ODRL}core`
const profiles = new Set([lianshuProfile, core, ...catenaXProfiles])
const terms = new Set([
  ...['@context', '@id', '@type', 'profile', 'conflict', 'inheritFrom', 'timestamp'],
  ...['permission', 'prohibition', 'obligation', 'target', 'assigner', 'assignee', 'action'],
])

/**
 * Reads an ODRL 2.2 offer, agreement or set, in the bare, the prefixed or the full spelling of its words.
 * Everything in it must be known: a profile, action, operand, operator, unit or property that is not makes
 * the whole policy `policy.not-understood`, with `at` its path, because a rule that is read in part may say
 * the opposite (ODRL 2.2, 2.8). So does a policy beyond the `bounds`.
 */
export function understandPolicy(
  json: unknown,
  options: ReadOptions = {},
): Result<Policy, NotUnderstood> {
  try {
    return ok(understand(startReading(options), json, []))
  } catch (failure) {
    if (failure instanceof DomainFailure) return err(failure.error as NotUnderstood)
    throw failure
  }
}

/** `line` holds the ids of the policies that inherit from this one. */
function understand(reading: Reading, json: unknown, line: readonly string[]): Policy {
  const fields = fieldsOf(json, terms, '$')
  const id = readId(fields['@id'], '$.@id')
  const own = ownRules(reading, fields)
  const policy: Policy = {
    ...{ id, kind: kindOf(fields['@type']), conflict: conflictOf(fields.conflict) },
    profiles: profilesOf(fields.profile),
    ...scopesOf(reading, fields),
    ...own,
  }
  if (policy.kind === 'Agreement') needParties(fields)
  const agreedAt = fields.timestamp === undefined ? undefined : agreedAtOf(fields.timestamp)
  const parents = listOf(fields.inheritFrom).map((parent) =>
    inherited(
      reading.options,
      readId(parent, '$.inheritFrom'),
      [...line, id],
      (parentJson, above) => understand(reading, parentJson, above),
    ),
  )
  const whole = parents.reduce(withRulesOf, policy)
  const count = whole.permissions.length + whole.prohibitions.length + whole.obligations.length
  if (count === 0) notUnderstood('$', 'a policy without a rule says nothing')
  checkCatenaXShape(whole)
  return agreedAt === undefined ? whole : { ...whole, agreedAt }
}

function ownRules(reading: Reading, fields: Fields) {
  const rules = (kind: 'permission' | 'prohibition'): Rule[] =>
    listOf(fields[kind]).flatMap((rule, index) =>
      understandRule(reading, rule, kind, `${kind}[${index}]`, fields.action),
    )
  return {
    permissions: rules('permission'),
    prohibitions: rules('prohibition'),
    obligations: listOf(fields.obligation).map((duty, index) =>
      understandDuty(reading, duty, `obligation[${index}]`),
    ),
  }
}

function scopesOf(reading: Reading, fields: Fields) {
  const roles = (['target', 'assigner', 'assignee'] as const).filter(
    (role) => fields[role] !== undefined,
  )
  return Object.fromEntries(
    roles.map((role) => [role, understandScope(reading, fields[role], `$.${role}`)]),
  )
}

/** The rules of a parent hold as if the child had said them, each with what it inherits of its own policy. */
function withRulesOf(child: Policy, parent: Policy): Policy {
  if (parent.conflict !== child.conflict) {
    notUnderstood('$.conflict', `${parent.id} settles conflicts otherwise`)
  }
  const adopt = <T extends { readonly path: string }>(rules: readonly T[]): T[] =>
    rules.map((rule) => ({
      ...{ target: parent.target, assigner: parent.assigner, assignee: parent.assignee },
      ...rule,
      path: `${parent.id}#${rule.path}`,
    }))
  return {
    ...child,
    permissions: [...child.permissions, ...adopt(parent.permissions)],
    prohibitions: [...child.prohibitions, ...adopt(parent.prohibitions)],
    obligations: [...child.obligations, ...adopt(parent.obligations)],
  }
}

function profilesOf(value: unknown): readonly string[] {
  const named = listOf(value).map((profile) => {
    const iri = expandOdrlTerm(readId(profile, '$.profile'))
    return profiles.has(iri)
      ? iri
      : notUnderstood('profile', `the profile ${iri.slice(0, 100)} is not known`)
  })
  return [...new Set(named)].filter((iri) => iri !== core).toSorted()
}

const kinds: Readonly<Record<string, Policy['kind']>> = {
  Offer: 'Offer',
  Agreement: 'Agreement',
  Set: 'Set',
}

function kindOf(value: unknown): Policy['kind'] {
  const [type, ...more] = listOf(value)
  const name = className(type)
  const kind = more.length === 0 && Object.hasOwn(kinds, name) ? kinds[name] : undefined
  return kind ?? notUnderstood('$.@type', 'a policy is an Offer, an Agreement or a Set')
}

function conflictOf(value: unknown): Policy['conflict'] {
  if (value === undefined) return 'prohibit'
  const name = odrlName(readId(value, '$.conflict'))
  const strategy = conflictStrategies.find((known) => known === name)
  return strategy ?? notUnderstood('$.conflict', `the conflict strategy ${name} is not known`)
}

function needParties(fields: Fields): void {
  for (const role of ['target', 'assigner', 'assignee']) {
    if (fields[role] === undefined) notUnderstood(`$.${role}`, 'an agreement names it')
  }
}

const localTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/

/** The specification lets a timestamp be without its zone; nothing is then counted from it. */
function agreedAtOf(value: unknown): number | undefined {
  const at = readInstant(value)
  if (at === undefined && !(typeof value === 'string' && localTime.test(value))) {
    notUnderstood('$.timestamp', 'the timestamp is no instant')
  }
  return at
}
