import { type Did, unwrap } from '@lianshu/kernel'
import { buildOffer } from '@lianshu/policy'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { describe, expect, it } from 'vitest'
import { decideByOffers } from './decide-by-offers.ts'
import type { Negotiation } from './negotiation.ts'

const owner = 'did:web:owner.example' as Did
const trainer = 'did:web:trainer.example' as Did
const other = 'did:web:other.example' as Did
const listed = unwrap(
  buildOffer('urn:uuid:o', { uses: ['train'], deliveries: ['federated'], purposes: [] }),
)
const decide = decideByOffers({
  offersOf: async (did, id) => (did === owner && id === 'd' ? [listed] : []),
})

const negotiation = (offer: MessageOffer) => ({
  ...{ id: 'n', version: 1, datasetId: 'd', counterpartyAddress: 'https://x.example' },
  ...{ createdAt: '', updatedAt: '', offer },
})
const asProvider = (offer: MessageOffer): Negotiation => ({
  ...{ ...negotiation(offer), side: 'provider', state: 'REQUESTED' },
  ...{ participantId: owner, counterpartyId: trainer },
})
const asConsumer = (offer: MessageOffer, requested?: MessageOffer): Negotiation => ({
  ...{ ...negotiation(offer), side: 'consumer', state: 'OFFERED', requested },
  ...{ participantId: trainer, counterpartyId: owner },
})
const offer: MessageOffer = { ...listed, target: 'd' }

describe('the automatic decision', () => {
  it('goes on with the offer that is listed, or was asked for, with or without the names of the two', async () => {
    for (const same of [offer, { ...offer, assigner: owner, assignee: trainer }]) {
      expect(await decide(asProvider(same))).toEqual({ kind: 'proceed' })
      expect(await decide(asConsumer(same, offer))).toEqual({ kind: 'proceed' })
    }
  })

  it('leaves an offer that nobody asked for to a person, be it listed', async () => {
    expect(await decide(asConsumer(offer))).toEqual({ kind: 'hold' })
  })

  it.each([
    { assignee: other },
    { assigner: other },
    { assigner: trainer, assignee: owner },
    { profile: 'https://x.example/profile' },
  ])('does not go on with a listed offer changed by %j', async (change) => {
    const changed = { ...offer, ...change } as MessageOffer
    expect(await decide(asProvider(changed))).toMatchObject({ kind: 'refuse' })
    expect(await decide(asConsumer(changed, offer))).toEqual({ kind: 'hold' })
  })

  it('goes on with a retold offer as a provider, and not as a consumer', async () => {
    const { profile: _lost, ...retold } = offer
    expect(await decide(asProvider(retold))).toEqual({ kind: 'proceed' })
    expect(await decide(asConsumer(retold, offer))).toEqual({ kind: 'hold' })
  })
})
