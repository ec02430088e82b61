import { describe, expect, it } from 'vitest'
import { lianshu, train, until, when } from '../cases/case-table.ts'
import { bounds } from '../understand/reading.ts'
import { sameTerms, termsText } from './terms-text.ts'

const fine = (fen: string) => ({
  action: 'compensate',
  constraint: [{ ...when('payAmount', 'eq', fen), unit: lianshu('fen') }],
})
const first = { and: [when('purpose', 'isAnyOf', ['a', 'b']), until('2027-01-01T00:00:00Z')] }
const second = { andSequence: [when('event', 'eq', 'a'), when('event', 'eq', 'b')] }
const print = (most: string) => ({
  action: { '@id': 'odrl:print', refinement: [when('resolution', 'lteq', most)] },
})
const rules = {
  permission: [
    { action: train, constraint: [first, second], duty: [fine('100')], assignee: 'did:web:a' },
    { ...print('300'), target: { '@type': 'AssetCollection', '@id': 'urn:shelf' } },
  ],
  prohibition: [{ action: 'distribute', remedy: [fine('200')] }],
  obligation: [
    { action: 'delete', constraint: [until('2027-02-01T00:00:00Z')], consequence: [fine('300')] },
  ],
}
const policy = (changed: object = {}) => ({ '@id': 'p', '@type': 'Set', ...rules, ...changed })
const [trains, prints] = rules.permission as [object, object]
const permission = (change: object) => ({ permission: [{ ...trains, ...change }, prints] })

describe('sameTerms', () => {
  it.each([
    ['the order of rules', { permission: [prints, trains] }],
    [
      'the order of conditions',
      permission({ constraint: [second, { and: first.and.toReversed() }] }),
    ],
    [
      'ids of rules and constraints',
      permission({ '@id': 'urn:r', constraint: [{ '@id': 'urn:c', ...first }, second] }),
    ],
    ['the spelling of words', permission({ action: { 'rdf:value': { '@id': train } } })],
    ['the strategy that goes without saying', { conflict: 'odrl:prohibit' }],
  ])('looks over %s', (_what, changed) => {
    expect(sameTerms(policy(), policy(changed))).toBe(true)
  })

  it.each([
    ['another conflict strategy', { conflict: 'perm' }],
    [
      'another value',
      permission({
        constraint: [{ and: [when('purpose', 'isAnyOf', ['a', 'c']), first.and[1]] }, second],
      }),
    ],
    ['another logic', permission({ constraint: [{ or: first.and }, second] })],
    [
      'another sequence',
      permission({ constraint: [first, { andSequence: second.andSequence.toReversed() }] }),
    ],
    ['one condition less', permission({ constraint: [first] })],
    ['another party', permission({ assignee: 'did:web:b' })],
    ['no party', permission({ assignee: undefined })],
    ['another refinement', { permission: [trains, { ...prints, ...print('600') }] }],
    ['another asset', { permission: [trains, { ...prints, target: 'urn:x' }] }],
    [
      'an asset instead of a collection',
      { permission: [trains, { ...prints, target: 'urn:shelf' }] },
    ],
    ['another price', permission({ duty: [fine('99')] })],
    ['no remedy', { prohibition: [{ action: 'distribute' }] }],
    ['another consequence', { obligation: [{ ...rules.obligation[0], consequence: [] }] }],
    ['no obligation', { obligation: [] }],
    ['one rule less', { permission: [trains] }],
    ['one rule twice', { permission: [trains, prints, prints] }],
  ])('sees %s', (_what, changed) => {
    expect(sameTerms(policy(), policy(changed))).toBe(false)
  })
})

describe('of what is not understood', () => {
  const strange = { '@id': 'p', '@type': 'Offer', permission: [{ action: 'urn:strange' }] }

  it('looks over class, id and parties', () => {
    const agreement = { ...strange, '@id': 'q', '@type': 'Agreement', assigner: 'did:web:a' }
    expect(sameTerms(strange, agreement)).toBe(true)
  })

  it.each([
    ['http://www.w3.org/ns/odrl/2/conflict', 'perm'],
    ['http://www.w3.org/ns/odrl/2/inheritFrom', 'urn:more'],
    ['urn:more', true],
  ])('sees %s, which may change the rest', (name, value) => {
    expect(sameTerms(strange, { ...strange, [name]: value })).toBe(false)
  })
})

it('grows with the policy and no faster, however deep its conditions are', () => {
  const nested = (depth: number): object =>
    depth === 0 ? when('purpose', 'eq', '"quoted"') : { and: [nested(depth - 1)] }
  const lengthAt = (depth: number) => {
    const permission = [{ action: train, constraint: [nested(depth)] }]
    return termsText({ '@id': 'p', '@type': 'Set', permission }).length
  }
  const perLevel = lengthAt(2) - lengthAt(1)
  expect(lengthAt(bounds.nesting) - lengthAt(1)).toBe(perLevel * (bounds.nesting - 1))
})
