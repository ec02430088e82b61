import { createHash, timingSafeEqual } from 'node:crypto'
import type { ConnectorPorts } from '@lianshu/connector'
import { domainError, err, isDid, ok } from '@lianshu/kernel'
import type { Director } from './director.ts'
import { kitParticipant, pullFormat } from './participant.ts'

/**
 * What the kit needs of a connector that nobody else gets: a bearer of one secret is the kit's participant,
 * and steps that a script takes are left to it. Everything else stays the connector's own.
 */
export function pilotPorts(secret: string, director: Director): ConnectorPorts {
  return {
    isParticipantId: (id) => id === kitParticipant || isDid(id),
    identifyCaller: async (token) =>
      sameText(token, secret)
        ? ok({ did: kitParticipant })
        : err(domainError('auth.invalid', 'not the secret of this run')),
    async decideTurn(negotiation) {
      if (!director.knows('negotiations', negotiation.datasetId)) return { kind: 'proceed' }
      director.play('negotiations', negotiation)
      return { kind: 'hold' }
    },
    async decideTransfer(transfer) {
      director.play('transfers', transfer)
      return { kind: 'hold' }
    },
    gates: {
      [pullFormat]: { open: async () => ok(undefined), close: async () => {} },
    },
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const sameText = (left: string, right: string) => timingSafeEqual(digest(left), digest(right))
