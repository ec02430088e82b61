import { unwrap } from '@lianshu/kernel'
import { deliveries, type Use, uses } from '@lianshu/protocol/odrl'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { usual } from '../cases/case-table.ts'
import { decide } from '../evaluate/evaluate.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { buildOffer } from './build-offer.ts'
import type { Terms } from './terms.ts'
import { termsFitDemand } from './terms-fit-demand.ts'
import { termsOf } from './terms-of.ts'

const year = (value: number) => `${value}-01-01T00:00:00.000Z`
const anyTerms: fc.Arbitrary<Terms> = fc.record(
  {
    uses: fc.subarray([...uses], { minLength: 1 }),
    deliveries: fc.subarray([...deliveries], { minLength: 1 }),
    purposes: fc.subarray(['tool-wear', 'energy']),
    minimumCohort: fc.integer({ min: 1, max: 5 }),
    maximumRounds: fc.integer({ min: 1, max: 5 }),
    startsAt: fc.constantFrom(year(2025), year(2027)),
    endsAt: fc.constantFrom(year(2028), year(2030)),
  },
  { requiredKeys: ['uses', 'deliveries', 'purposes'] },
)
// Who trains says how many take part and how often; nothing else has rounds or a cohort of its own.
const anyDemand = fc.record({
  use: fc.constantFrom<Use>('train', 'export-raw'),
  purpose: fc.constantFrom('tool-wear', 'energy', 'resale'),
  delivery: fc.constantFrom(...deliveries),
  at: fc.constantFrom(year(2026), year(2027), year(2028), year(2029)),
  cohort: fc.integer({ min: 1, max: 5 }),
  rounds: fc.integer({ min: 1, max: 5 }),
})

it('fits exactly where the decision point would permit', () => {
  fc.assert(
    fc.property(anyTerms, anyDemand, (terms, { use, purpose, delivery, at, cohort, rounds }) => {
      const parties = { assigner: 'did:web:owner.example', assignee: usual.assignee }
      const offer = unwrap(buildOffer('urn:o', terms))
      const policy = unwrap(
        understandPolicy({ ...offer, ...parties, '@type': 'Agreement', target: usual.target }),
      )
      const trains = use === 'train'
      const lacks = termsFitDemand(unwrap(termsOf(policy)), {
        ...{ uses: [use], deliveries: [delivery], purpose, from: at, until: at },
        ...(trains && { cohort, rounds }),
      })
      const asked = { ...usual, action: use, purpose, delivery, at, cohort, rounds }
      const { decision } = decide(policy, asked, { used: { rounds: 0 } })
      return (lacks.length === 0) === (decision === 'permit')
    }),
    { numRuns: 1000 },
  )
})

it('names each thing that is lacking', () => {
  const terms: Terms = { uses: ['train'], deliveries: ['federated'], purposes: ['energy'] }
  const lacks = termsFitDemand(terms, { uses: ['export-raw'], purpose: 'x', deliveries: ['api'] })
  expect(lacks.map(({ field }) => field)).toEqual(['uses', 'purposes', 'deliveries'])
})
