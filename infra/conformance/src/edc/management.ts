import { DomainFailure, domainError, type Json } from '@lianshu/kernel'
import { z } from 'zod'

const edcNamespace = 'https://w3id.org/edc/v0.0.1/ns/'
const odrlContext = 'http://www.w3.org/ns/odrl.jsonld'
const context = { '@vocab': edcNamespace }
export const edcProtocol = 'dataspace-protocol-http:2025-1'

const created = z.object({ '@id': z.string().min(1) })
const texts = z.union([z.string(), z.array(z.string())]).optional()
const process = z.object({ '@id': z.string(), state: z.string(), errorDetail: texts })
const negotiation = process.extend({ contractAgreementId: z.string().optional() })
const policy = z.looseObject({ '@id': z.string() })
const catalog = z.looseObject({
  participantId: z.string(),
  dataset: z
    .array(z.looseObject({ '@id': z.string(), hasPolicy: z.array(policy).min(1) }))
    .default([]),
})
const agreement = z.object({ agreementId: z.string() })

export type EdcNegotiation = z.infer<typeof negotiation>
export type EdcProcess = z.infer<typeof process>
export type EdcOffer = z.infer<typeof policy>
export type EdcCatalog = z.infer<typeof catalog>

/** Whom an EDC speaks to: its participant id and its Dataspace Protocol base. */
export interface EdcPeer {
  readonly id: string
  readonly address: string
}

/**
 * What a person does with an EDC: its management API, version 3, over plain fetch. Every call throws
 * DomainFailure `peer.refused` with EDC's own words when it is not answered with 2xx.
 */
export function createEdcManagement(base: string) {
  const ask = async (path: string, body?: Json): Promise<unknown> => {
    const answer = await fetch(`${base}/v3/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    if (answer.ok) return text === '' ? undefined : JSON.parse(text)
    const message = `EDC answered ${answer.status} to ${path}: ${text.slice(0, 1000)}`
    throw new DomainFailure(domainError('peer.refused', message))
  }
  const at = ({ address }: EdcPeer) => ({
    counterPartyAddress: address,
    protocol: edcProtocol,
  })
  const reason = 'asked for by the interop run'
  return {
    /** Puts data behind an address on offer to everybody, for ODRL's `use`. */
    async offer(assetId: string, source: string): Promise<void> {
      const policyId = `${assetId}-policy`
      await ask('assets', {
        ...{ '@context': context, '@type': 'Asset', '@id': assetId },
        properties: { name: assetId },
        dataAddress: { '@type': 'DataAddress', type: 'HttpData', baseUrl: source },
      })
      await ask('policydefinitions', {
        ...{ '@context': context, '@type': 'PolicyDefinition', '@id': policyId },
        policy: { '@context': odrlContext, '@type': 'Set', permission: [{ action: 'use' }] },
      })
      await ask('contractdefinitions', {
        ...{ '@context': context, '@type': 'ContractDefinition', '@id': `${assetId}-definition` },
        ...{ accessPolicyId: policyId, contractPolicyId: policyId },
        assetsSelector: {
          ...{ '@type': 'Criterion', operandLeft: `${edcNamespace}id` },
          ...{ operator: '=', operandRight: assetId },
        },
      })
    },

    /** The catalogue of a peer, as EDC read it. */
    async catalog(peer: EdcPeer): Promise<EdcCatalog> {
      const body = { '@context': context, '@type': 'CatalogRequest', counterPartyId: peer.id }
      return catalog.parse(await ask('catalog/request', { ...body, ...at(peer) }))
    },

    /** Asks for a contract on an offer of that catalogue; the id of EDC's negotiation. */
    async negotiate(peer: EdcPeer, datasetId: string, offer: EdcOffer): Promise<string> {
      const answer = await ask('contractnegotiations', {
        ...{ '@context': context, '@type': 'ContractRequest', ...at(peer) },
        policy: {
          ...{ '@context': odrlContext, ...(offer as { '@id': string }) },
          ...{ '@type': 'Offer', assigner: peer.id, target: datasetId },
        },
      })
      return created.parse(answer)['@id']
    },

    async negotiation(id: string): Promise<EdcNegotiation> {
      return negotiation.parse(await ask(`contractnegotiations/${id}`))
    },

    async agreementOf(negotiationId: string) {
      return agreement.parse(await ask(`contractnegotiations/${negotiationId}/agreement`))
    },

    async terminateNegotiation(id: string): Promise<void> {
      const body = { '@context': context, '@type': 'TerminateNegotiation', '@id': id, reason }
      await ask(`contractnegotiations/${id}/terminate`, body)
    },

    /** Asks for a transfer under an agreement; a sink is where a pushed transfer goes. */
    async transfer(
      peer: EdcPeer,
      wish: { readonly agreementId: string; readonly format: string; readonly sink?: string },
    ): Promise<string> {
      const answer = await ask('transferprocesses', {
        ...{ '@context': context, '@type': 'TransferRequest', ...at(peer) },
        ...{ contractId: wish.agreementId, transferType: wish.format },
        ...(wish.sink !== undefined && {
          dataDestination: { '@type': 'DataAddress', type: 'HttpData', baseUrl: wish.sink },
        }),
      })
      return created.parse(answer)['@id']
    },

    async transferProcess(id: string): Promise<EdcProcess> {
      return process.parse(await ask(`transferprocesses/${id}`))
    },

    async suspend(id: string): Promise<void> {
      const body = { '@context': context, '@type': 'SuspendTransfer', reason }
      await ask(`transferprocesses/${id}/suspend`, body)
    },

    async resume(id: string): Promise<void> {
      await ask(`transferprocesses/${id}/resume`, {})
    },

    async terminate(id: string): Promise<void> {
      const body = { '@context': context, '@type': 'TerminateTransfer', reason }
      await ask(`transferprocesses/${id}/terminate`, body)
    },
  }
}
export type EdcManagement = ReturnType<typeof createEdcManagement>
