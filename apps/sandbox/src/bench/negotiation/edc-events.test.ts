import { afterEach, describe, expect, it } from 'vitest'
import { type EdcEvents, openEdcEvents } from './edc-events.ts'

let events: EdcEvents
afterEach(() => events?.close())

/** Posts what EDC would, to the address that it was given. */
async function tell(type: string, contractNegotiationId: string) {
  const [{ uri }] = events.callbackAddresses as [{ uri: string }]
  const body = JSON.stringify({
    id: '1',
    at: 1,
    type,
    payload: { contractNegotiationId, assetId: 'a' },
  })
  const answer = await fetch(uri, { method: 'POST', body })
  expect(answer.status).toBe(204)
}

describe('the ends of an EDC’s negotiations', () => {
  it('are told to whoever waits, and to whoever asks afterwards', async () => {
    events = await openEdcEvents()
    const early = events.ended('one')
    await tell('ContractNegotiationAgreed', 'one')
    await tell('ContractNegotiationTerminated', 'two')
    await tell('ContractNegotiationFinalized', 'one')
    expect(await early).toBe('ContractNegotiationFinalized')
    expect(await events.ended('two')).toBe('ContractNegotiationTerminated')
  })
})
