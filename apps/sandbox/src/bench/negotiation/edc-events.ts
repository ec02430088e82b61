import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** What an EDC posts to a call-back address when a negotiation changes. */
const eventSchema = z.object({
  type: z.string(),
  payload: z.object({ contractNegotiationId: z.string() }),
})
const over = ['contract.negotiation.finalized', 'contract.negotiation.terminated'] as const

export interface EdcEvents {
  /** Goes into the wish for a contract: EDC tells here how it ended, and is asked for nothing. */
  readonly callbackAddresses: readonly object[]
  /** How a negotiation ended; resolves when EDC tells. */
  ended(negotiationId: string): Promise<(typeof over)[number]>
  close(): Promise<void>
}

/** Listens for the ends of an EDC's negotiations: polling would load the very process that is measured. */
export async function openEdcEvents(): Promise<EdcEvents> {
  type Outcome = PromiseWithResolvers<(typeof over)[number]>
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
    const end = over.find((known) => known === type)
    if (end) outcomeOf(payload.contractNegotiationId).resolve(end)
    response.writeHead(204).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const uri = `http://127.0.0.1:${port}/`
  return {
    callbackAddresses: [{ '@type': 'CallbackAddress', transactional: false, uri, events: over }],
    async ended(id) {
      const end = await outcomeOf(id).promise
      outcomes.delete(id)
      return end
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
