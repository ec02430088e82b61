import { unwrap } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lianshu, train, until, usual, when } from '../cases/case-table.ts'
import { decide } from '../evaluate/evaluate.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { lintPolicy } from './lint-policy.ts'

const read = (rules: object) =>
  unwrap(understandPolicy({ '@id': 'urn:p', '@type': 'Set', ...rules }))
const findings = (rules: object, options = {}) =>
  lintPolicy(read(rules), options).map(({ code, at }) => `${code} ${at}`)
const permits = (...constraint: object[]) => ({ permission: [{ action: train, constraint }] })
const [use, dead] = [[{ action: 'use' }], ['nothing-permitted $', 'dead-rule permission[0]']]

describe('lintPolicy', () => {
  it.each([
    [
      'a time that ends before it begins',
      permits(until('2026-01-01T00:00:00Z'), when('dateTime', 'gt', '2026-01-01T00:00:00Z')),
    ],
    [
      'purposes without a common one',
      permits(when('purpose', 'eq', 'a'), { and: [when('purpose', 'isAnyOf', ['b', 'c'])] }),
    ],
    [
      'what is demanded and excluded',
      permits(when('event', 'isAllOf', ['a', 'b']), when('event', 'isNoneOf', ['b'])),
    ],
    [
      'levels without one between',
      permits(
        when(lianshu('securityProfile'), 'lt', 'trust'),
        when(lianshu('securityProfile'), 'gteq', 'trust'),
      ),
    ],
  ])('finds a contradiction: %s', (_what, rules) => {
    expect(findings(rules)).toEqual(['nothing-permitted $', 'contradiction permission[0]'])
  })

  it.each([
    [
      'roles, of which somebody may have two',
      permits(when(lianshu('role'), 'eq', 'a'), when(lianshu('role'), 'eq', 'b')),
    ],
    ['alternatives', permits({ or: [when('purpose', 'eq', 'a'), when('purpose', 'eq', 'b')] })],
    [
      'a single instant',
      permits(until('2026-01-01T00:00:00Z'), when('dateTime', 'gteq', '2026-01-01T00:00:00Z')),
    ],
  ])('finds none in %s', (_what, rules) => {
    expect(findings(rules)).toEqual([])
  })

  it('finds rules that others leave without effect', () => {
    expect(findings({ permission: [{ action: train }], prohibition: use })).toEqual(dead)
    expect(findings({ permission: [{ action: train }, { action: train }] })).toEqual([
      'repeated-rule permission[1]',
    ])
    expect(
      findings({ conflict: 'perm', permission: use, prohibition: [{ action: train }] }),
    ).toEqual(['dead-rule prohibition[0]'])
    const narrower = { action: 'use', assignee: 'did:web:x.example' }
    expect(findings({ permission: use, prohibition: [narrower] })).toEqual([])
  })

  it('finds what is over, what nobody can know, what only the contract binds', () => {
    expect(findings(permits(until('2026-01-01T00:00:00Z')), { at: usual.at })).toEqual([
      ...['nothing-permitted $', 'over permission[0]'],
    ])
    const known = ['purpose', 'dateTime']
    expect(findings(permits(when('spatial', 'eq', 'CN')), { known })).toEqual([
      'never-known permission[0]',
    ])
    const clause = 'https://w3id.org/catenax/2025/9/policy/Liability'
    expect(findings(permits(when(clause, 'eq', 'cx.grossNegligence:1')), { known })).toEqual([
      'contractual-only permission[0]',
    ])
  })

  it('finds prohibitions and duties that nobody can check, but no permission and no price', () => {
    const fen = {
      leftOperand: 'payAmount',
      operator: 'eq',
      rightOperand: '5',
      unit: lianshu('fen'),
    }
    const rules = {
      permission: [{ action: 'read' }, { action: lianshu('commercial-model-use') }],
      prohibition: [{ action: 'distribute' }, { action: lianshu('export-raw') }],
      obligation: [
        { action: 'compensate', constraint: [fen] },
        { action: 'delete', consequence: [{ action: 'nextPolicy' }] },
      ],
    }
    expect(findings(rules)).toEqual([
      'contractual-only prohibition[0]',
      'contractual-only obligation[1].consequence[0]',
    ])
  })

  it('says everything in both languages', () => {
    const all = lintPolicy(
      read({
        ...permits(until('2026-01-01T00:00:00Z'), when('spatial', 'eq', 'CN')),
        prohibition: use,
      }),
      { at: usual.at, known: [] },
    )
    expect(all.length).toBeGreaterThan(4)
    for (const { words } of all) expect(words.zh && words.en).toBeTruthy()
  })

  it('never calls contradictory or dead what some request is granted', () => {
    const constraint = fc.oneof(
      fc
        .constantFrom('isAnyOf', 'isNoneOf')
        .chain((operator) =>
          fc
            .subarray(['a', 'b', 'c'], { minLength: 1 })
            .map((list) => when('purpose', operator, list)),
        ),
      fc
        .constantFrom('lt', 'lteq', 'gt', 'gteq', 'eq', 'neq')
        .chain((operator) =>
          fc
            .integer({ min: 1, max: 3 })
            .map((day) => when('dateTime', operator, `2026-12-0${day}T00:00:00Z`)),
        ),
    )
    const rule = fc.record({
      action: fc.constantFrom('use', train, lianshu('export-raw')),
      constraint: fc.array(constraint, { maxLength: 3 }),
    })
    const rules = fc.record({
      permission: fc.tuple(rule),
      prohibition: fc.array(rule, { maxLength: 2 }),
    })
    const request = fc.record({
      action: fc.constantFrom('train', 'export-raw'),
      purpose: fc.constantFrom('a', 'b', 'c'),
      at: fc.constantFrom('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', '2026-12-02T12:00:00Z'),
    })
    fc.assert(
      fc.property(rules, request, (json, asked) => {
        const isUseless = findings(json).includes('nothing-permitted $')
        const decision = decide(read(json), { ...usual, ...asked }, {})
        return !isUseless || decision.decision === 'deny'
      }),
      { numRuns: 500 },
    )
  })
})
