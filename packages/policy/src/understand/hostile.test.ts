import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bounds } from './reading.ts'
import { understandPolicy } from './understand-policy.ts'

const policy = (more: object) => ({ '@id': 'p', '@type': 'Set', ...more })
const purpose = { leftOperand: 'purpose', operator: 'eq', rightOperand: 'x' }
const permit = (constraint: unknown, more: object = {}) =>
  policy({ permission: [{ action: 'use', constraint, ...more }] })
const nested = (depth: number): object => (depth === 0 ? purpose : { and: [nested(depth - 1)] })
const late = (depth: number): object => ({
  action: 'inform',
  ...(depth > 0 && { consequence: [late(depth - 1)] }),
})
const listed = (length: number) => ({
  ...purpose,
  operator: 'isAnyOf',
  rightOperand: Array.from({ length }, (_, index) => `p${index}`),
})
const many = (length: number) => Array.from({ length }, () => purpose)

describe('what a policy may hold', () => {
  it.each([
    ['constraints', permit(many(bounds.constraints)), permit(many(bounds.constraints + 1))],
    ['levels', permit(nested(bounds.nesting)), permit(nested(bounds.nesting + 1))],
    ['values', permit(listed(bounds.values)), permit(listed(bounds.values + 1))],
    [
      'consequences in each other',
      policy({ obligation: [late(bounds.nesting)] }),
      policy({ obligation: [late(bounds.nesting + 1)] }),
    ],
    [
      'rules',
      permit([], { action: Array(bounds.rules).fill('read') }),
      permit([], { action: Array(bounds.rules + 1).fill('read') }),
    ],
  ])('is so many %s and no more', (_what, most, more) => {
    expect(understandPolicy(most)).toMatchObject({ ok: true })
    expect(understandPolicy(more)).toMatchObject({ error: { code: 'policy.not-understood' } })
  })

  it.each([
    [
      'a party under another spelling',
      { ...permit(purpose), 'http://www.w3.org/ns/odrl/2/assignee': 'did:web:x' },
    ],
    ['a profile that is no text', { ...permit(purpose), profile: [{ '@id': 3 }] }],
    [
      'a property said twice',
      { ...permit(purpose), conflict: 'perm', 'odrl:conflict': 'prohibit' },
    ],
    ['a rule of another class', permit(purpose, { '@type': 'Prohibition' })],
    ['a class that is none', { ...permit(purpose), '@type': 'constructor' }],
    ['an operand of the language', permit({ ...purpose, leftOperand: 'constructor' })],
    ['a logical beside an atomic constraint', permit({ ...purpose, and: [purpose] })],
    ['a property beside a logical constraint', permit({ and: [purpose], operator: 'eq' })],
    ['a logical constraint of nothing', permit({ and: [] })],
    ['two values where one is meant', permit({ ...purpose, rightOperand: ['a', 'b'] })],
    [
      'a word with something beside it',
      policy({
        permission: [{ action: { 'rdf:value': { '@id': 'use', refinement: [purpose] } } }],
      }),
    ],
    [
      'an operand with something beside it',
      permit({ ...purpose, leftOperand: { '@id': 'purpose', x: 1 } }),
    ],
    ['an empty list instead of constraints', permit({ '@list': [] })],
    ['an empty list instead of a party', permit(purpose, { assignee: { '@list': [] } })],
    ['no value', permit({ ...purpose, rightOperand: { '@list': [] } })],
    [
      'a list that says more',
      permit({ ...purpose, rightOperand: { '@list': ['x'], '@type': 'y' } }),
    ],
    ['a rule without an action', policy({ permission: [{ constraint: [purpose] }] })],
    ['a compensation without an amount', policy({ obligation: [{ action: 'compensate' }] })],
    [
      'an amount outside of a duty',
      permit({
        leftOperand: 'payAmount',
        operator: 'eq',
        rightOperand: '1',
        unit: 'https://w3id.org/lianshu/ns/1/fen',
      }),
    ],
    [
      'a duty whose deadline is an alternative',
      policy({
        obligation: [
          {
            action: 'delete',
            constraint: {
              or: [
                purpose,
                { leftOperand: 'dateTime', operator: 'lt', rightOperand: '2027-01-01T00:00:00Z' },
              ],
            },
          },
        ],
      }),
    ],
    ['an unknown conflict strategy', { ...permit(purpose), conflict: 'maybe' }],
    ['a unit where there is none', permit({ ...purpose, unit: 'urn:metre' })],
    [
      'months, which have no length',
      permit({ leftOperand: 'elapsedTime', operator: 'lteq', rightOperand: 'P1M' }),
    ],
    [
      'a count in a prohibition',
      policy({
        prohibition: [
          {
            action: 'use',
            constraint: { leftOperand: 'count', operator: 'lteq', rightOperand: '3' },
          },
        ],
      }),
    ],
    [
      'a level that is none',
      permit({
        leftOperand: 'https://w3id.org/lianshu/ns/1/securityProfile',
        operator: 'gteq',
        rightOperand: 'high',
      }),
    ],
    ['a class that cannot be made a text', permit(purpose, { '@type': { toString: 1 } })],
    [
      'a literal whose type cannot be made a text',
      permit({ ...purpose, rightOperand: { '@value': 'x', '@type': { toString: 1 } } }),
    ],
    ['a time that cannot be made a text', { ...permit(purpose), timestamp: { toString: 1 } }],
    [
      '__proto__',
      JSON.parse('{"@id":"p","@type":"Set","permission":[{"action":"use","__proto__":{"x":1}}]}'),
    ],
  ])('is not %s', (_what, json) => {
    expect(understandPolicy(json)).toMatchObject({ error: { code: 'policy.not-understood' } })
  })

  it('is never anything that throws', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.jsonValue(), (rule, scope) => {
        const read = understandPolicy(
          policy({ permission: rule, prohibition: [rule], target: scope }),
        )
        return typeof read.ok === 'boolean'
      }),
    )
  })

  it('has no word that we do not know', () => {
    const places = (word: string) => [
      policy({ permission: [{ action: 'use', [word]: 'x' }] }),
      permit({ ...purpose, leftOperand: word }),
      permit({ ...purpose, operator: word }),
      { ...permit(purpose), profile: word },
      policy({ permission: [{ action: word }] }),
    ]
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{5,12}$/), (stem) =>
        places(`${stem}Zz`).every((json) => !understandPolicy(json).ok),
      ),
    )
  })
})
