import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lianshu, train, usual } from '../cases/case-table.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { evaluate } from './evaluate.ts'
import { activeInDraft, activeInSuite, permits } from './readings.ts'
import type { UseRequest, WorldState } from './situation.ts'

// Names that an object has of itself must be no facts; the others must be some.
const id = fc.constantFrom(
  '__proto__',
  'constructor',
  'urn:a',
  'urn:b',
  usual.assignee,
  usual.target,
)
const atomic = fc.oneof(
  fc.record({
    leftOperand: fc.constantFrom('purpose', 'event', 'recipient', lianshu('role')),
    operator: fc.constantFrom('eq', 'neq', 'isAnyOf', 'isNoneOf', 'isAllOf'),
    rightOperand: id,
  }),
  fc.record({
    leftOperand: fc.constant('dateTime'),
    operator: fc.constantFrom('lt', 'lteq', 'gt', 'gteq', 'eq', 'neq'),
    rightOperand: fc.constantFrom('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'),
  }),
  fc.record({
    leftOperand: fc.constant('spatial'),
    operator: fc.constantFrom('isA', 'isPartOf', 'hasPart'),
    rightOperand: id,
  }),
)
const constraint = fc.letrec<{ one: object }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    atomic,
    fc
      .tuple(
        fc.constantFrom('and', 'or', 'xone', 'andSequence'),
        fc.array(tie('one'), { minLength: 1, maxLength: 3 }),
      )
      .map(([logic, parts]) => ({ [logic]: parts })),
  ),
})).one
const constraints = fc.array(constraint, { maxLength: 2 })
const scope = fc.oneof(
  id,
  fc.record({
    '@type': fc.constant('PartyCollection'),
    '@id': id,
    refinement: fc.array(atomic, { maxLength: 1 }),
  }),
)
const action = fc.constantFrom('use', train, 'read', lianshu('export-raw'))
const duty = fc.record({ '@id': id, action: fc.constantFrom('inform', 'delete') })
const rule = (duties: string) =>
  fc.record(
    {
      action,
      constraint: constraints,
      assignee: scope,
      [duties]: fc.array(duty, { maxLength: 1 }),
    },
    { requiredKeys: ['action'] },
  )
const policy = fc.record({
  '@id': fc.constant('p'),
  '@type': fc.constantFrom('Set', 'Offer'),
  conflict: fc.constantFrom('prohibit', 'perm', 'invalid'),
  permission: fc.array(rule('duty'), { minLength: 1, maxLength: 3 }),
  prohibition: fc.array(rule('remedy'), { maxLength: 2 }),
})
const request: fc.Arbitrary<UseRequest> = fc.record(
  {
    action: fc.constantFrom('train', 'read', 'export-raw', 'constructor', '__proto__'),
    ...{ assignee: id, target: id, purpose: id },
    at: fc.constantFrom('2026-06-01T00:00:00Z', '2028-01-01T00:00:00Z', 'never'),
  },
  { requiredKeys: ['action', 'assignee', 'target', 'at'] },
)
const world: fc.Arbitrary<WorldState> = fc.record(
  {
    values: fc.dictionary(fc.constantFrom('event', 'role', 'spatial'), id),
    facts: fc.dictionary(id, fc.dictionary(fc.constantFrom('event', 'role'), id)),
    // Nobody is a member of a DID: that is one party.
    memberOf: fc.dictionary(id, fc.subarray(['__proto__', 'constructor', 'urn:a', 'urn:b'])),
    duties: fc.dictionary(
      id,
      fc.record({ performedAt: fc.constantFrom('2026-01-01T00:00:00Z', 'never') }),
    ),
  },
  { requiredKeys: [] },
)

it('comes to a decision on everything that was understood, and to one that its report bears out', () => {
  let permitted = 0
  fc.assert(
    fc.property(policy, request, world, (json, asked, so) => {
      const read = understandPolicy(json)
      if (!read.ok) return true
      const { rules, decision } = evaluate(read.value, asked, so)
      for (const each of rules.filter(permits)) {
        // What permits is active in every reading.
        if (!activeInDraft(each) || !activeInSuite(each)) return false
      }
      if (decision.decision === 'deny') return decision.code !== undefined
      permitted += 1
      return rules.some((each) => each.path === decision.rule && permits(each))
    }),
    { numRuns: 3000 },
  )
  expect(permitted).toBeGreaterThan(20)
})

const lost = fc.subarray(['values', 'facts', 'memberOf', 'duties'], { minLength: 1 })
it('permits nobody more because less is known of the world', () => {
  fc.assert(
    fc.property(policy, request, world, lost, (json, asked, so, names) => {
      const read = understandPolicy({ ...json, conflict: 'prohibit' })
      if (!read.ok) return true
      const permit = (known: WorldState) =>
        evaluate(read.value, asked, known).decision.decision === 'permit'
      const less = Object.fromEntries(Object.entries(so).filter(([name]) => !names.includes(name)))
      return permit(so) || !permit(less)
    }),
    { numRuns: 5000 },
  )
})
