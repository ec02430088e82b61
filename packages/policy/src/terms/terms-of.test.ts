import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { lianshu, train, until, usual, when } from '../cases/case-table.ts'
import { decide } from '../evaluate/evaluate.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { priceFenOf, termsOf } from './terms-of.ts'

const read = (rules: object) =>
  unwrap(
    understandPolicy({ '@id': 'p', '@type': 'Set', permission: [{ action: train }], ...rules }),
  )
const pay = (fen: string, ...more: object[]) => ({
  action: 'compensate',
  constraint: [{ ...when('payAmount', 'eq', fen), unit: lianshu('fen') }, ...more],
})
const permit = (more: object) => ({ permission: [{ action: train, ...more }] })

describe('termsOf', () => {
  it.each([
    ['a conflict strategy of its own', { conflict: 'perm' }],
    [
      'a refinement',
      { permission: [{ action: { '@id': train, refinement: [when('resolution', 'lt', '9')] } }] },
    ],
    ['a rule for one party', permit({ assignee: 'did:web:x' })],
    ['a rule about one asset', permit({ target: 'urn:x' })],
    ['an operand without a field', permit({ constraint: [when('spatial', 'eq', 'CN')] })],
    [
      'alternatives',
      permit({ constraint: [{ or: [when('purpose', 'eq', 'a'), until('2027-01-01T00:00:00Z')] }] }),
    ],
    ['an exclusion', permit({ constraint: [when('purpose', 'neq', 'a')] })],
    [
      'a conditional prohibition',
      { prohibition: [{ action: 'use', constraint: [when('purpose', 'eq', 'a')] }] },
    ],
    ['another duty', { obligation: [{ action: 'delete' }] }],
    ['a conditional payment', { obligation: [pay('5', when('event', 'eq', 'leak'))] }],
  ])('does not tell %s in plain terms', (_what, rules) => {
    expect(termsOf(read(rules))).toMatchObject({ error: { code: 'policy.not-understood' } })
  })

  it('takes the broad use for what a broad use permits', () => {
    const broad = read({ permission: [{ action: 'use' }] })
    expect(unwrap(termsOf(broad)).uses).toEqual(['train', 'evaluate', 'analyze'])
  })
})

describe('priceFenOf', () => {
  it('adds what is due whatever happens, and no fine', () => {
    const policy = read({
      ...permit({ duty: [pay('100')] }),
      prohibition: [{ action: 'distribute', remedy: [pay('1000000')] }],
      obligation: [
        pay('20', until('2027-01-01T00:00:00Z')),
        pay('3000', when('event', 'eq', 'leak')),
        { action: 'delete', consequence: [pay('40000')] },
      ],
    })
    expect(priceFenOf(policy)).toBe(120)
  })
})

describe('limits of a ledger', () => {
  it('are the smallest that must hold, by operand', () => {
    const constraint = [
      when('count', 'lt', '9'),
      { and: [when('count', 'lteq', '5'), when(lianshu('rounds'), 'lteq', '7')] },
    ]
    const used = { count: 0, rounds: 0 }
    expect(decide(read(permit({ constraint })), usual, { used }).limits).toEqual({
      count: 5,
      rounds: 7,
    })
    const fewer = permit({ constraint: [when('count', 'lt', '3')] })
    expect(decide(read(fewer), usual, { used }).limits).toEqual({ count: 2 })
    expect(decide(read(permit({})), usual, {}).limits).toBeUndefined()
  })
})
