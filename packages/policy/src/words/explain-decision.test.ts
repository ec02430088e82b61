import { unwrap } from '@lianshu/kernel'
import { expect, it } from 'vitest'
import { lianshu, train, until, usual, when } from '../cases/case-table.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { explainDecision } from './explain-decision.ts'

const policy = unwrap(
  understandPolicy({
    ...{ '@id': 'urn:p', '@type': 'Set' },
    permission: [
      {
        action: train,
        constraint: [when('purpose', 'eq', 'energy'), until('2027-01-01T00:00:00Z')],
      },
      { action: lianshu('evaluate') },
    ],
    prohibition: [{ action: 'use', constraint: [when('spatial', 'isPartOf', 'US')] }],
  }),
)
const why = (locale: 'zh' | 'en', world = {}) =>
  explainDecision(policy, evaluate(policy, usual, world), locale)

it('names the rule that refused, and what it was', () => {
  const { rule, because, rules } = why('en', { values: { spatial: 'CN' } })
  expect(rule).toBe('permission[0]')
  expect(because).toBe('permission[0]: This condition is not met: only for the purpose energy')
  expect(rules).toEqual([
    'permission[0], permission to train models: only for the purpose energy (not met, it is tool-wear); until 2027-01-01T00:00:00.000Z (met)',
    'prohibition[0], prohibition to use the data: only where the place of use is within US (not met, it is CN)',
  ])
})

it('says that something is not known, in Chinese too', () => {
  const { because, rules } = why('zh')
  expect(because).toBe('prohibition[0]: 协议禁止训练模型')
  expect(rules[1]).toBe('prohibition[0],禁止使用:使用地点须在 US 之内(无法得知)')
})

it('tells of many alternatives how many there were, not each of them', () => {
  const or = Array.from({ length: 132 }, (_, index) => when('purpose', 'eq', `p${index}`))
  const many = unwrap(
    understandPolicy({
      ...{ '@id': 'urn:p', '@type': 'Set', permission: [{ action: train, constraint: [{ or }] }] },
    }),
  )
  const { words } = evaluate(many, usual, {}).decision
  expect(words).toEqual({
    zh: '132 个条件中,没有一个得到满足',
    en: 'Of 132 conditions none is met',
  })
})
