import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'

/** What an EDC posts to a call-back address when a negotiation changes. */
const eventSchema = z.object({
  type: z.string(),
  payload: z.object({ contractNegotiationId: z.string() }),
})
/** The events that end a negotiation: how EDC is asked for them, and what it calls them when they come. */
const subscribed = ['contract.negotiation.finalized', 'contract.negotiation.terminated']
const ends = ['ContractNegotiationFinalized', 'ContractNegotiationTerminated'] as const
export type EdcEnd = (typeof ends)[number]
/** An EDC whose loops sleep a second takes a few; a busy machine takes longer. */
const patienceMs = 120_000

export interface EdcEvents {
  /** Goes into the wish for a contract: EDC tells here how it ended, and is asked for nothing. */
  readonly callbackAddresses: readonly object[]
  /** How a negotiation ended, when EDC tells. Throws DomainFailure `peer.unreachable` when it does not. */
  ended(negotiationId: string): Promise<EdcEnd>
  close(): Promise<void>
}

/** Listens for the ends of an EDC's negotiations: polling would load the very process that is measured. */
export async function openEdcEvents(): Promise<EdcEvents> {
  type Outcome = PromiseWithResolvers<EdcEnd>
  const outcomes = new Map<string, Outcome>()
  const outcomeOf = (id: string) => {
    const outcome = outcomes.get(id) ?? Promise.withResolvers()
    outcomes.set(id, outcome)
    return outcome
  }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { type, payload } = eventSchema.parse(JSON.parse(Buffer.concat(parts).toString()))
    const end = ends.find((known) => known === type)
    if (end) outcomeOf(payload.contractNegotiationId).resolve(end)
    response.writeHead(204).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const uri = `http://127.0.0.1:${port}/`
  return {
    callbackAddresses: [
      { '@type': 'CallbackAddress', transactional: false, uri, events: subscribed },
    ],
    async ended(id) {
      const { promise, reject } = outcomeOf(id)
      const late = domainError('peer.unreachable', `EDC does not tell how ${id} ended`)
      const patience = setTimeout(() => reject(new DomainFailure(late)), patienceMs)
      try {
        return await promise
      } finally {
        clearTimeout(patience)
        outcomes.delete(id)
      }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
