import { unwrap } from '@lianshu/kernel'
import { type Agreement, actionIri, uses } from '@lianshu/protocol/odrl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition, Policy, Rule } from '../policy.ts'
import { buildOffer } from '../terms/build-offer.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { decide } from './evaluate.ts'
import type { UseRequest } from './situation.ts'

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
const fresh = { used: { rounds: 0 } }

describe('decide', () => {
  it('permits what was agreed, names the rule and the limit of rounds', () => {
    const decision = decide(policy, request, fresh)
    expect(decision).toMatchObject({
      decision: 'permit',
      rule: 'permission[0]',
      limits: { rounds: 10 },
    })
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
    const decision = decide(policy, { ...request, ...change }, { used: { rounds: roundsUsed } })
    expect(decision).toMatchObject({ decision: 'deny', code, rule })
    expect(decision.words.zh).not.toBe('')
    expect(decision.words.en).not.toBe('')
  })

  it('permits the very last instant and the very last round', () => {
    const last = { ...request, at: '2027-01-01T00:00:00Z' }
    expect(decide(policy, last, { used: { rounds: 9 } }).decision).toBe('permit')
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

const instant = (year: number) => Date.UTC(year, 5, 1)
const comparison = (operand: string, operator: string, values: fc.Arbitrary<unknown[]>) =>
  fc.record({ operand: fc.constant(operand), operator: fc.constant(operator), values })
const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    comparison('purpose', 'isAnyOf', fc.subarray(['a', 'b'], { minLength: 1 })),
    comparison('purpose', 'isNoneOf', fc.subarray(['a', 'b'], { minLength: 1 })),
    comparison('minimumCohort', 'gteq', fc.tuple(fc.integer({ min: 1, max: 5 }))),
    comparison('minimumCohort', 'lt', fc.tuple(fc.integer({ min: 1, max: 5 }))),
    comparison('rounds', 'lteq', fc.tuple(fc.integer({ min: 0, max: 5 }))),
    comparison('dateTime', 'lt', fc.tuple(fc.constantFrom(instant(2026), instant(2028)))),
    comparison('dateTime', 'gteq', fc.tuple(fc.constantFrom(instant(2026), instant(2028)))),
    fc.record({
      logic: fc.constantFrom(
        'and' as const,
        'or' as const,
        'xone' as const,
        'andSequence' as const,
      ),
      conditions: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
  ) as fc.Arbitrary<Condition>,
})).condition

const rule = (path: string): fc.Arbitrary<Rule> =>
  fc.record({
    path: fc.constant(path),
    action: fc.constantFrom('use', 'train', 'export-raw'),
    conditions: fc.array(condition, { maxLength: 3 }),
    refinements: fc.constant([]),
    duties: fc.constant([]),
  })
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  id: fc.constant('p'),
  kind: fc.constant('Set' as const),
  profiles: fc.constant([]),
  conflict: fc.constantFrom('prohibit' as const, 'perm' as const, 'invalid' as const),
  permissions: fc.array(rule('permission'), { maxLength: 3 }),
  prohibitions: fc.array(rule('prohibition'), { maxLength: 2 }),
  obligations: fc.constant([]),
})
const anyRequest: fc.Arbitrary<UseRequest> = fc.record(
  {
    action: fc.constantFrom('train', 'export-raw'),
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
  decide(policy, request, { used: { rounds: roundsUsed } }).decision === 'permit'

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

  it('decides the same whatever the order of the rules', () => {
    fc.assert(
      fc.property(anyPolicy, anyRequest, used, (policy, request, roundsUsed) => {
        const turned = {
          ...policy,
          permissions: policy.permissions.toReversed(),
          prohibitions: policy.prohibitions.toReversed(),
        }
        return permits(policy, request, roundsUsed) === permits(turned, request, roundsUsed)
      }),
    )
  })

  it('always names a code and a rule when it denies', () => {
    fc.assert(
      fc.property(anyPolicy, anyRequest, used, (policy, request, roundsUsed) => {
        const { decision, code, rule } = decide(policy, request, {
          used: { rounds: roundsUsed },
        })
        return (decision === 'permit') === (code === undefined) && rule.length > 0
      }),
    )
  })
})
