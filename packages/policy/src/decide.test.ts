import { unwrap } from '@lianshu/kernel'
import { type Agreement, actionIri, uses } from '@lianshu/protocol/odrl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildOffer } from './build-offer.ts'
import { decide } from './decide.ts'
import type { UseRequest } from './decision.ts'
import type { Condition, Policy, Rule } from './policy.ts'
import { understandPolicy } from './understand-policy.ts'

const consumer = 'did:web:trainer.example'
const dataset = 'urn:uuid:1'
const offer = unwrap(
  buildOffer('urn:uuid:offer', {
    uses: ['train', 'evaluate'],
    deliveries: ['federated'],
    purposes: ['tool-wear'],
    minimumCohort: 3,
    maximumRounds: 10,
    endsAt: '2027-01-01T00:00:00Z',
    priceFen: 500_00,
  }),
)
const agreement: Agreement = {
  ...offer,
  '@type': 'Agreement',
  target: dataset,
  assigner: 'did:web:owner.example',
  assignee: consumer,
}
const policy = unwrap(understandPolicy(agreement))
const request: UseRequest = {
  action: 'train',
  purpose: 'tool-wear',
  delivery: 'federated',
  assignee: consumer,
  target: dataset,
  cohort: 5,
  at: '2026-12-01T00:00:00Z',
}
const fresh = { roundsUsed: 0 }

describe('decide', () => {
  it('permits what was agreed, names the rule and the limit of rounds', () => {
    const decision = decide(policy, request, fresh)
    expect(decision).toMatchObject({ decision: 'permit', rule: 'permission[0]', roundsLimit: 10 })
  })

  const refusals: [string, Partial<UseRequest>, number, string, string][] = [
    ['another purpose', { purpose: 'resale' }, 0, 'policy.purpose', 'permission[0]'],
    ['an unsaid purpose', { purpose: undefined }, 0, 'policy.purpose', 'permission[0]'],
    ['after the end', { at: '2027-01-01T00:00:01Z' }, 0, 'policy.agreement-ended', 'permission[0]'],
    ['all rounds used', {}, 10, 'policy.used-up', 'permission[0]'],
    ['a plan with too many rounds', { rounds: 11 }, 0, 'policy.used-up', 'permission[0]'],
    ['a cohort too small', { cohort: 2 }, 0, 'policy.denied', 'permission[0]'],
    ['data leaving', { delivery: 'download' }, 0, 'policy.denied', 'permission[0]'],
    ['another party', { assignee: 'did:web:other' }, 0, 'policy.no-agreement', 'default'],
    ['another dataset', { target: 'urn:uuid:2' }, 0, 'policy.no-agreement', 'default'],
    ['a prohibited use', { action: 'export-raw' }, 0, 'policy.denied', 'prohibition[3]'],
  ]
  it.each(refusals)('refuses %s', (_name, change, roundsUsed, code, rule) => {
    const decision = decide(policy, { ...request, ...change }, { roundsUsed })
    expect(decision).toMatchObject({ decision: 'deny', code, rule })
    expect(decision.words.zh).not.toBe('')
    expect(decision.words.en).not.toBe('')
  })

  it('permits the very last instant and the very last round', () => {
    const last = { ...request, at: '2027-01-01T00:00:00Z' }
    expect(decide(policy, last, { roundsUsed: 9 }).decision).toBe('permit')
  })

  it('grants nothing by an offer, which is a proposal', () => {
    const proposal = unwrap(understandPolicy({ ...offer, target: dataset }))
    expect(decide(proposal, request, fresh).code).toBe('policy.no-agreement')
  })

  it('reads a broad use narrowly when it permits and broadly when it prohibits', () => {
    const broad = unwrap(
      understandPolicy({ '@id': 'p', '@type': 'Set', permission: [{ action: 'use' }] }),
    )
    const outcome = uses.map((action) => decide(broad, { ...request, action }, fresh).decision)
    expect(outcome).toEqual(['permit', 'permit', 'permit', 'deny', 'deny', 'deny'])
    const none = unwrap(
      understandPolicy({
        '@id': 'p',
        '@type': 'Set',
        permission: uses.map((use) => ({ action: actionIri(use) })),
        prohibition: [{ action: 'odrl:use' }],
      }),
    )
    for (const action of uses) {
      expect(decide(none, { ...request, action }, fresh).decision).toBe('deny')
    }
  })
})

const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      about: fc.constant('purpose' as const),
      operator: fc.constantFrom('isAnyOf' as const, 'isNoneOf' as const),
      values: fc.subarray(['a', 'b'], { minLength: 1 }),
    }),
    fc.record({
      about: fc.constant('minimumCohort' as const),
      operator: fc.constantFrom('lt' as const, 'gteq' as const),
      count: fc.integer({ min: 1, max: 5 }),
    }),
    fc.record({ about: fc.constant('rounds' as const), most: fc.integer({ min: 0, max: 5 }) }),
    fc.record({
      about: fc.constant('dateTime' as const),
      operator: fc.constantFrom('lt' as const, 'gteq' as const),
      instant: fc.constantFrom('2026-06-01T00:00:00Z', '2028-06-01T00:00:00Z'),
    }),
    fc.record({
      about: fc.constant('logic' as const),
      operator: fc.constantFrom('and' as const, 'or' as const, 'xone' as const),
      conditions: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).condition

const rule = (path: string): fc.Arbitrary<Rule> =>
  fc.record({
    path: fc.constant(path),
    action: fc.constantFrom('use' as const, 'train' as const, 'export-raw' as const),
    conditions: fc.array(condition, { maxLength: 3 }),
    payments: fc.constant([]),
  })
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  id: fc.constant('p'),
  kind: fc.constant('Set' as const),
  permissions: fc.array(rule('permission'), { maxLength: 3 }),
  prohibitions: fc.array(rule('prohibition'), { maxLength: 2 }),
  payments: fc.constant([]),
})
const anyRequest: fc.Arbitrary<UseRequest> = fc.record(
  {
    action: fc.constantFrom('train' as const, 'export-raw' as const),
    purpose: fc.constantFrom('a', 'b', 'c'),
    cohort: fc.integer({ min: 1, max: 6 }),
    assignee: fc.constant(consumer),
    target: fc.constant(dataset),
    at: fc.constant('2027-01-01T00:00:00Z'),
  },
  { requiredKeys: ['action', 'assignee', 'target', 'at'] },
)
const used = fc.integer({ min: 0, max: 5 })
const permits = (policy: Policy, request: UseRequest, roundsUsed: number) =>
  decide(policy, request, { roundsUsed }).decision === 'permit'

describe('decide, for every policy', () => {
  it('never permits more by one prohibition more or one permission less', () => {
    fc.assert(
      fc.property(anyPolicy, rule('x'), anyRequest, used, (policy, extra, request, roundsUsed) => {
        const tighter = [
          { ...policy, prohibitions: [...policy.prohibitions, extra] },
          { ...policy, permissions: policy.permissions.slice(1) },
        ]
        const before = permits(policy, request, roundsUsed)
        return tighter.every((policy) => before || !permits(policy, request, roundsUsed))
      }),
    )
  })

  it('never permits more to a request that says less', () => {
    fc.assert(
      fc.property(anyPolicy, anyRequest, used, (policy, request, roundsUsed) => {
        const silent = { ...request, purpose: undefined, cohort: undefined }
        return permits(policy, request, roundsUsed) || !permits(policy, silent, roundsUsed)
      }),
    )
  })

  it('always names a code and a rule when it denies', () => {
    fc.assert(
      fc.property(anyPolicy, anyRequest, used, (policy, request, roundsUsed) => {
        const { decision, code, rule } = decide(policy, request, { roundsUsed })
        return (decision === 'permit') === (code === undefined) && rule.length > 0
      }),
    )
  })
})
