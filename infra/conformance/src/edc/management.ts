import { DomainFailure, domainError, type Json } from '@lianshu/kernel'
import { z } from 'zod'
import {
  addressed,
  context,
  contractRequest,
  type EdcOffer,
  type EdcPeer,
  offerBodies,
} from './management-bodies.ts'

const created = z.object({ '@id': z.string().min(1) })
const process = z.object({ '@id': z.string(), state: z.string() })
const negotiation = process.extend({ contractAgreementId: z.string().optional() })
const policy = z.looseObject({ '@id': z.string() })
const catalog = z.object({
  participantId: z.string(),
  dataset: z.array(z.object({ '@id': z.string(), hasPolicy: z.array(policy).min(1) })).default([]),
})
const agreement = z.object({ agreementId: z.string() })

/** The wish for a transfer under an agreement, by EDC's own id of it. */
export interface EdcTransferWish {
  readonly agreementId: string
  readonly format: string
}

/**
 * What a person does with an EDC: its management API, version 3, over plain fetch. Every call throws
 * DomainFailure `peer.refused` with EDC's own words when it is not answered with 2xx.
 */
export function createEdcManagement(base: string) {
  const url = (path: string) => `${base}/v3/${path}`
  const ask = async (path: string, body?: Json): Promise<unknown> => {
    const answer = await fetch(url(path), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    if (answer.ok) return text === '' ? undefined : JSON.parse(text)
    const message = `EDC answered ${answer.status} to ${path}: ${text.slice(0, 1000)}`
    throw new DomainFailure(domainError('peer.refused', message))
  }
  const reason = 'asked for by the interop run'
  const onTransfer = (id: string, step: string, type: string) =>
    ask(`transferprocesses/${id}/${step}`, { '@context': context, '@type': type, reason })
  return {
    /** Where contracts are asked for. */
    negotiations: url('contractnegotiations'),

    /** Puts data behind an address on offer to everybody, for ODRL's `use`. */
    async offer(assetId: string, source: string): Promise<void> {
      for (const [path, body] of Object.entries(offerBodies(assetId, source))) await ask(path, body)
    },

    /** The catalogue of a peer, as EDC read it. */
    async catalog(peer: EdcPeer) {
      const body = { '@context': context, '@type': 'CatalogRequest', counterPartyId: peer.id }
      return catalog.parse(await ask('catalog/request', { ...body, ...addressed(peer) }))
    },

    /** Asks for a contract on an offer of that catalogue; the id of EDC's negotiation. */
    async negotiate(peer: EdcPeer, datasetId: string, offer: EdcOffer): Promise<string> {
      const answer = await ask('contractnegotiations', contractRequest(peer, datasetId, offer))
      return created.parse(answer)['@id']
    },

    async negotiation(id: string) {
      return negotiation.parse(await ask(`contractnegotiations/${id}`))
    },

    /** The agreement that a negotiation led to; its `agreementId` is the one on the wire. */
    async agreementOf(negotiationId: string) {
      return agreement.parse(await ask(`contractnegotiations/${negotiationId}/agreement`))
    },

    /** The id of EDC's transfer process. */
    async transfer(peer: EdcPeer, { agreementId, format }: EdcTransferWish): Promise<string> {
      const answer = await ask('transferprocesses', {
        ...{ '@context': context, '@type': 'TransferRequest', ...addressed(peer) },
        ...{ contractId: agreementId, transferType: format },
      })
      return created.parse(answer)['@id']
    },

    async transferProcess(id: string) {
      return process.parse(await ask(`transferprocesses/${id}`))
    },

    async suspend(id: string): Promise<void> {
      await onTransfer(id, 'suspend', 'SuspendTransfer')
    },

    async resume(id: string): Promise<void> {
      await ask(`transferprocesses/${id}/resume`, {})
    },

    async terminate(id: string): Promise<void> {
      await onTransfer(id, 'terminate', 'TerminateTransfer')
    },
  }
}
export type EdcManagement = ReturnType<typeof createEdcManagement>
