import { unwrap } from '@lianshu/kernel'
import { deliveries, uses } from '@lianshu/protocol/odrl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offersMatch } from '../offers/offers-match.ts'
import { sameTerms } from '../offers/terms-text.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { explainPolicy } from '../words/explain-policy.ts'
import { buildOffer } from './build-offer.ts'
import type { Terms } from './terms.ts'
import { termsFitDemand } from './terms-fit-demand.ts'
import { termsOf } from './terms-of.ts'

const year = (value: number) => `${value}-01-01T00:00:00.000Z`
const anyTerms: fc.Arbitrary<Terms> = fc.record(
  {
    uses: fc.subarray([...uses.slice(1)]).map((more) => ['train' as const, ...more]),
    deliveries: fc.subarray([...deliveries], { minLength: 1 }),
    purposes: fc.uniqueArray(fc.constantFrom('tool-wear', 'https://x.example/p', '质量'), {
      maxLength: 3,
    }),
    minimumCohort: fc.integer({ min: 1, max: 50 }),
    maximumRounds: fc.integer({ min: 1, max: 1000 }),
    startsAt: fc.integer({ min: 2000, max: 2020 }).map(year),
    endsAt: fc.integer({ min: 2021, max: 2040 }).map(year),
    priceFen: fc.integer({ min: 0, max: 1_000_000_000 }),
  },
  { requiredKeys: ['uses', 'deliveries', 'purposes'] },
)
const base: Terms = {
  uses: ['train', 'evaluate'],
  deliveries: ['federated'],
  purposes: ['tool-wear'],
  minimumCohort: 3,
  maximumRounds: 10,
  endsAt: year(2027),
  priceFen: 12_345,
}

describe('buildOffer and termsOf', () => {
  it('give back exactly the terms that went in', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const policy = unwrap(understandPolicy(unwrap(buildOffer('urn:uuid:o', terms))))
        expect(unwrap(termsOf(policy))).toEqual(terms)
      }),
    )
  })

  it.each([
    ['uses', { uses: [] }],
    ['deliveries', { deliveries: ['pigeon' as 'api'] }],
    ['minimumCohort', { minimumCohort: 0 }],
    ['maximumRounds', { maximumRounds: 1.5 }],
    ['priceFen', { priceFen: -1 }],
    ['endsAt', { endsAt: '2027-01-01' }],
    ['endsAt', { startsAt: year(2028) }],
    ['purposes', { purposes: [' '] }],
  ])('refuse contradictory choices and name the field %s', (at, change) => {
    const built = buildOffer('o', { ...base, ...change })
    expect(built).toMatchObject({ ok: false, error: { code: 'input.invalid', at } })
  })

  it('does not read purposes without a common one as any purpose', () => {
    const policy = unwrap(understandPolicy(unwrap(buildOffer('o', base))))
    const [first, second] = policy.permissions as [never, never]
    const split = {
      ...policy,
      permissions: [first, { ...(second as object), conditions: [purpose('other')] } as never],
    }
    expect(termsOf(split).ok).toBe(false)
  })
})

const purpose = (value: string) => ({
  about: 'purpose' as const,
  operator: 'isAnyOf' as const,
  values: [value],
})

describe('offersMatch', () => {
  const offer = unwrap(buildOffer('urn:uuid:o', base))
  const parties = { assigner: 'did:web:p', assignee: 'did:web:c' }
  it('accepts the listed offer, whatever the order of its rules', () => {
    const requested = { ...offer, target: 'd', permission: offer.permission?.toReversed() }
    expect(offersMatch(requested, [offer], parties)).toEqual({ ok: true, value: 'urn:uuid:o' })
  })

  it('refuses another id, other terms and what it cannot understand', () => {
    const cheaper = unwrap(buildOffer('urn:uuid:o', { ...base, priceFen: 1 }))
    expect(offersMatch(cheaper, [offer], parties)).toMatchObject({
      error: { code: 'policy.denied' },
    })
    expect(offersMatch({ ...offer, '@id': 'x' }, [offer], parties).ok).toBe(false)
    const strange = { ...offer, profile: 'https://example.org/other' }
    expect(offersMatch(strange, [strange], parties)).toMatchObject({
      error: { code: 'policy.not-understood' },
    })
  })

  it.each(['assigner', 'assignee'] as const)('refuses a foreign %s', (role) => {
    expect(offersMatch({ ...offer, ...parties }, [offer], parties).ok).toBe(true)
    for (const foreign of ['did:web:x', '', null, { '@id': parties[role] }]) {
      const named = { ...offer, [role]: foreign }
      const match = offersMatch(named, [offer], parties)
      expect(match.ok).toBe(false)
      if (foreign === 'did:web:x') {
        expect(match).toMatchObject({ error: { code: 'policy.denied', at: role } })
      }
      expect(offersMatch(offer, [named], parties).ok).toBe(false)
    }
  })

  it('compares the profiles, in whatever form they are written', () => {
    const { profile, ...bare } = offer
    const core = 'http://www.w3.org/ns/odrl/2/core'
    const refused = { error: { code: 'policy.denied' } }
    expect(offersMatch(bare, [offer], parties)).toMatchObject(refused)
    expect(offersMatch({ ...offer, profile: core }, [offer], parties)).toMatchObject(refused)
    expect(offersMatch(offer, [bare], parties)).toMatchObject(refused)
    for (const same of [[profile as string], [core, profile as string]]) {
      expect(offersMatch({ ...offer, profile: same }, [offer], parties).ok).toBe(true)
    }
  })

  it('holds an agreement to the offer by its terms alone', () => {
    const agreement = { ...offer, '@type': 'Agreement', '@id': 'a', target: 'd' }
    expect(sameTerms({ ...agreement, ...parties }, { ...offer, target: 'd' })).toBe(true)
    expect(sameTerms({ ...agreement, ...parties }, { ...offer, target: 'e' })).toBe(false)
  })

  it('reads over a term that says nothing, and not over one that says something', () => {
    const rules = (more: object) => ({ ...offer, permission: [{ action: 'use', ...more }] })
    expect(sameTerms(rules({ constraints: [] }), rules({}))).toBe(true)
    expect(sameTerms(rules({ constraints: ['x'] }), rules({}))).toBe(false)
    expect(understandPolicy(rules({ constraints: ['x'] })).ok).toBe(false)
  })
})

describe('termsFitDemand', () => {
  it('says nothing when the terms fit, and every shortfall in both languages when not', () => {
    const fits = { uses: ['train' as const], purpose: 'tool-wear', cohort: 5, rounds: 10 }
    expect(termsFitDemand(base, { ...fits, deliveries: ['federated'] })).toEqual([])
    const lacks = termsFitDemand(base, {
      uses: ['train', 'commercial-model-use'],
      purpose: 'resale',
      deliveries: ['download'],
      cohort: 2,
      rounds: 11,
      until: year(2028),
      maximumPriceFen: 1,
    })
    const fields = lacks.map(({ field }) => field)
    expect(fields).toEqual([
      'uses',
      'purposes',
      'deliveries',
      'minimumCohort',
      'maximumRounds',
      'endsAt',
      'priceFen',
    ])
    for (const { words } of lacks) expect(words.zh && words.en).toBeTruthy()
  })
})

describe('explainPolicy', () => {
  const policy = unwrap(understandPolicy(unwrap(buildOffer('o', base))))
  it('says what may, must, must not and until when, with honest badges', () => {
    const sentences = explainPolicy(policy, 'en')
    expect(sentences).toContainEqual({
      modality: 'may',
      text: 'You may train models',
      badge: 'enforced',
    })
    expect(sentences).toContainEqual({
      modality: 'must-not',
      text: 'You must not pass derivatives on',
      badge: 'contractual',
    })
    const until = sentences.find(({ modality }) => modality === 'until')
    expect(until?.text).toContain('2027-01-01')
    const paid = sentences.find(({ text }) => text.includes('123.45'))
    expect(paid).toMatchObject({ modality: 'must', badge: 'contractual' })
    expect(sentences.find(({ badge }) => badge === 'attested')?.text).toContain('tool-wear')
  })

  it('says as many sentences in Chinese, none of them English', () => {
    const zh = explainPolicy(policy, 'zh')
    expect(zh).toHaveLength(explainPolicy(policy, 'en').length)
    for (const { text } of zh) expect(text).toMatch(/[\u4e00-\u9fff]/)
  })
})
