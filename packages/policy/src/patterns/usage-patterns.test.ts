import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { usual } from '../cases/case-table.ts'
import { patternRows } from '../cases/patterns.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { weakestBadge } from '../vocabulary/index.ts'
import { explainPolicy } from '../words/explain-policy.ts'
import { usagePatterns } from './usage-patterns.ts'

const agreementOf = (rules: object) =>
  unwrap(
    understandPolicy({
      ...{ '@id': 'urn:agreement', '@type': 'Agreement', timestamp: '2026-11-01T08:00:00Z' },
      ...{ assigner: 'did:web:owner.example', assignee: usual.assignee, target: usual.target },
      ...rules,
    }),
  )

it('has all the 21 classes and the two later ones', () => {
  expect(usagePatterns.map(({ number }) => number)).toEqual(
    Array.from({ length: 23 }, (_, index) => index + 1),
  )
})

describe.each(usagePatterns)('pattern $number, $name.en', ({ number, badge, rules }) => {
  const policy = agreementOf(rules)

  it.each(patternRows[number] ?? [])('%s', (_what, asked, world, answer, rule) => {
    const { decision } = evaluate(policy, { ...usual, ...asked }, world)
    const code = answer === 'deny' ? 'policy.denied' : answer === 'permit' ? undefined : answer
    expect([decision.rule, decision.code]).toEqual([rule, code])
  })

  it('promises no more than its weakest part', () => {
    expect(patternRows[number]?.length).toBeGreaterThan(0)
    expect(badge).toBe(weakestBadge(explainPolicy(policy, 'en').map((each) => each.badge)))
  })

  it.each(policy.obligations)('has a duty that can be fulfilled and, in time, broken', (duty) => {
    const stateAt = (at: string, duties = {}) =>
      evaluate(policy, { ...usual, at }, { duties }).obligations[0]?.state
    expect(stateAt('2026-11-02T08:00:00Z')).toBe('not-set')
    const done = { [duty.path]: { performedAt: '2026-11-03T08:00:00Z' } }
    expect(stateAt('2027-11-03T08:00:00Z', done)).toBe('fulfilled')
    const isTimed = duty.conditions.length > 0
    expect(stateAt('2027-11-03T08:00:00Z')).toBe(isTimed ? 'violated' : 'not-set')
  })
})
