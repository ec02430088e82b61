import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { train, usual } from '../cases/case-table.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { evaluate } from './evaluate.ts'
import { activeInDraft, activeInSuite, permits } from './readings.ts'

const duty = { '@id': 'urn:duty', action: 'inform' }
const reportOf = (rule: object, asked: object = {}, world = {}) => {
  const policy = unwrap(understandPolicy({ '@id': 'p', '@type': 'Set', permission: [rule] }))
  return evaluate(policy, { ...usual, ...asked }, world).rules[0]!
}
const read = (...of: Parameters<typeof reportOf>) => {
  const report = reportOf(...of)
  return [activeInSuite(report), activeInDraft(report), permits(report)]
}

describe('the two readings of an active permission', () => {
  it.each([
    ['another action', { action: train }, { action: 'sell' }],
    ['another party', { action: train, assignee: 'did:web:x.example' }, {}],
    ['another asset', { action: train, target: 'urn:x' }, {}],
  ])('differ on %s: only the suite makes the rule inactive', (_what, rule, asked) => {
    expect(read(rule, asked)).toEqual([false, true, false])
  })

  it('differ on a duty that is open: only the draft makes the rule inactive', () => {
    expect(read({ action: train, duty })).toEqual([true, false, false])
  })

  it('agree where everything is met, and where a duty is violated', () => {
    const fulfilled = { duties: { 'urn:duty': { reported: 'fulfilled' as const } } }
    expect(read({ action: train, duty }, {}, fulfilled)).toEqual([true, true, true])
    const violated = { duties: { 'urn:duty': { reported: 'violated' as const } } }
    expect(read({ action: train, duty }, {}, violated)).toEqual([false, false, false])
  })

  it('let a refinement change what is permitted, not what is active in the draft', () => {
    const refinement = [{ leftOperand: 'resolution', operator: 'lteq', rightOperand: '300' }]
    const rule = { action: { '@id': 'odrl:print', refinement } }
    const says = { resolution: 600 }
    expect(read(rule, { action: 'print', says })).toEqual([false, true, false])
  })
})
