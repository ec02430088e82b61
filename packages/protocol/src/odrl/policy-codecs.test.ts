import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAgreement, parseOffer, parsePolicy } from './policy-codecs.ts'
import { expandOdrlTerm } from './vocabulary.ts'

const permission = [{ action: 'use' }]

describe('policies', () => {
  it('reads each class by its type', () => {
    const parties = { target: 't', assigner: 'p', assignee: 'c' }
    for (const policy of [
      { '@id': 'a', '@type': 'Set', permission },
      { '@id': 'a', '@type': 'Offer', permission, target: 't' },
      { '@id': 'a', '@type': 'Agreement', permission, ...parties },
    ]) {
      expect(parsePolicy(policy)).toEqual({ ok: true, value: policy })
    }
    expect(parsePolicy({ '@id': 'a', '@type': 'Ticket', permission }).ok).toBe(false)
  })

  it('lets an offer of a catalogue have no target', () => {
    expect(parseOffer({ '@id': 'a', '@type': 'Offer', permission }).ok).toBe(true)
    expect(parseOffer({ '@id': 'a', '@type': 'Offer', permission, target: 't' }).ok).toBe(false)
  })

  it('names the place of a fault deep inside', () => {
    const constraint = [{ and: [{ leftOperand: 'purpose', operator: 'like', rightOperand: 'x' }] }]
    const read = parseAgreement({
      ...{ '@id': 'a', '@type': 'Agreement', target: 't', assigner: 'p', assignee: 'c' },
      permission: [{ action: 'use', constraint }],
    })
    expect(read).toMatchObject({ error: { at: '$.permission[0].constraint[0]' } })
  })

  it('reads the three spellings of a word as one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z]{1,20}$/), (word) => {
        const full = expandOdrlTerm(word)
        return full === expandOdrlTerm(`odrl:${word}`) && full === expandOdrlTerm(full)
      }),
    )
  })
})
