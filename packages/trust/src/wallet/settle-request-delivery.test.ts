import { type Delivery, type Did, type OutboxMessage, ok } from '@lianshu/kernel'
import { expect, it } from 'vitest'
import { settleRequestDelivery } from './settle-request-delivery.ts'
import type { WalletRequest, WalletStores } from './wallet-stores.ts'

const request: WalletRequest = {
  ...{ participantId: 'did:web:plant' as Did, id: 'urn:uuid:1', version: 1, state: 'REQUESTED' },
  ...{ issuer: 'did:web:space' as Did, asked: [], requestedAt: '2026-03-01T08:00:00.000Z' },
}

/** The request after its message was delivered like this. */
async function after(delivery: Delivery): Promise<WalletRequest> {
  let stored = request
  const requests = {
    get: async () => stored,
    update: async (next: WalletRequest) => {
      stored = next
      return ok(next)
    },
  } as unknown as WalletStores['requests']
  await settleRequestDelivery({ requests }, { processId: request.id } as OutboxMessage, delivery)
  return stored
}
const taken = (location?: string) =>
  after({ kind: 'delivered', status: 201, answer: null, location })

it.each([
  ['https://space.example/dcp/requests/abc-1', 'abc-1'],
  ['/dcp/requests/abc-1', 'abc-1'],
  ['requests/abc-1/', 'abc-1'],
  ['https://space.example/requests/urn%3Auuid%3A2?x=1#y', 'urn:uuid:2'],
  ['https://space.example/', undefined],
  ['https://space.example/%E0%A4%A', undefined],
  ['http://[', undefined],
  [`/requests/${'x'.repeat(5000)}`, undefined],
  ['', undefined],
  [undefined, undefined],
])('a request that was taken is named as %s says: %s', async (location, issuerPid) => {
  expect(await taken(location)).toMatchObject({ state: 'RECEIVED', issuerPid })
})

it('a request that was refused has failed, with the reason', async () => {
  const refused = { kind: 'refused', status: 400, reason: 'not now', answer: null } as const
  expect(await after(refused)).toMatchObject({ state: 'FAILED', reason: 'not now' })
})
