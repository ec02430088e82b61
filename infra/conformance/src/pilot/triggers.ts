import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Logger } from '@lianshu/kernel'
import { z } from 'zod'
import type { Director } from './director.ts'
import type { Management } from './management.ts'
import type { Kind } from './script.ts'

const common = { providerId: z.string(), connectorAddress: z.url() }
const negotiation = z.object({ ...common, offerId: z.string(), datasetId: z.string() })
const transfer = z.object({ ...common, agreementId: z.string(), format: z.string() })

export interface Started {
  readonly id: string
  readonly datasetId: string
}

/** Plain use, as the kit writes it in its own offers and agreements. */
export const plainUse = [{ action: 'use' }]

const begin: Readonly<Record<Kind, (management: Management, body: unknown) => Promise<Started>>> = {
  negotiations(management, body) {
    const { providerId, connectorAddress, offerId, datasetId } = negotiation.parse(body)
    return management.post('/negotiations', {
      ...{ providerId, providerAddress: connectorAddress },
      offer: { '@id': offerId, '@type': 'Offer', target: datasetId, permission: plainUse },
    })
  },
  transfers(management, body) {
    const { agreementId, format } = transfer.parse(body)
    return management.post('/transfers', { agreementId, format })
  },
}

/** Where the kit tells our participant to begin something: `/negotiations` and `/transfers`. */
export function serveTriggers(
  port: number,
  { management, director, logger }: { management: Management; director: Director; logger: Logger },
): Promise<Server> {
  const server = createServer(async (request, response) => {
    const kind = request.url?.slice(1) as Kind
    try {
      if (!Object.hasOwn(begin, kind)) return void response.writeHead(404).end()
      const started = await begin[kind](management, JSON.parse(await textOf(request)))
      response.writeHead(200).end()
      director.play(kind, started)
    } catch (error) {
      logger.error('the kit’s wish could not be met', { kind, reason: String(error) })
      response.writeHead(500).end()
    }
  })
  return new Promise((up) => server.listen(port, '127.0.0.1', () => up(server)))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString()
}
