import { actionIri, deliveries, leftOperandIris, uses } from '@lianshu/protocol/odrl'
import { describe, expect, it } from 'vitest'
import { actionNamed, actions, isBarredBy, isPermittedBy, operandNamed, operands } from './index.ts'

const entries = Object.entries(operands)

describe('the vocabulary', () => {
  it('says everything in both languages, and no two things with one IRI', () => {
    const iris = [
      ...Object.values(actions).map(({ iri }) => iri),
      ...entries.flatMap(([, entry]) => entry.iris),
    ]
    expect(new Set(iris).size).toBe(iris.length)
    for (const { words } of [...Object.values(actions), ...Object.values(operands)]) {
      expect(words.zh).toMatch(/\p{Script=Han}/u)
      expect(words.en).toMatch(/^[ -~]+$/)
    }
  })

  it('has our uses, deliveries and operands', () => {
    expect(uses.map((use) => actionNamed(actionIri(use)))).toEqual([...uses])
    expect(operands.delivery?.codes).toEqual(deliveries)
    for (const [name, iri] of Object.entries(leftOperandIris)) expect(operandNamed(iri)).toBe(name)
  })

  it('has the 29 operands of Catena-X with the operators that they are fixed to', () => {
    const fixed = Object.fromEntries(
      entries
        .filter(([name]) => name.startsWith('cx:'))
        .map(([name, { operators }]) => [name.slice(3), operators.join()]),
    )
    expect(Object.keys(fixed)).toHaveLength(29)
    expect(fixed).toMatchObject({
      ...{ Membership: 'eq', FrameworkAgreement: 'eq', UsagePurpose: 'isAnyOf' },
      ...{ ContractReference: 'isAllOf', BusinessPartnerNumber: 'isAnyOf,isNoneOf' },
      ...{ BusinessPartnerGroup: 'isAnyOf,isNoneOf', UsageRestriction: 'isAllOf' },
      ...{ AffiliatesBpnl: 'isAnyOf', AffiliatesRegion: 'isAnyOf', DataUsageEndDate: 'eq' },
    })
  })

  it('counts only with a ledger, and calls nothing enforced that somebody only says', () => {
    for (const [name, { counted, source, badge }] of entries) {
      if (counted) expect([name, source]).toEqual([name, 'ledger'])
      const isOurs = source === 'clock' || source === 'ledger' || source === 'connector'
      expect([name, badge === 'enforced']).toEqual([name, isOurs])
      expect([name, badge === 'contractual']).toEqual([name, source === 'contract'])
    }
  })

  it('bars at least what it permits', () => {
    for (const asked of Object.keys(actions)) {
      for (const said of Object.keys(actions)) {
        if (isPermittedBy(asked, said)) expect(isBarredBy(asked, said)).toBe(true)
      }
    }
    expect(isBarredBy('export-raw', 'use')).toBe(true)
    expect(isPermittedBy('export-raw', 'use')).toBe(false)
  })
})
