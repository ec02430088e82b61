import type { Json } from '@lianshu/kernel'

const edcNamespace = 'https://w3id.org/edc/v0.0.1/ns/'
/** Bare words in a body are EDC's own. */
export const context = { '@vocab': edcNamespace }
/** EDC brings this context with it; nothing is fetched. */
const odrlContext = 'http://www.w3.org/ns/odrl.jsonld'

/** Whom an EDC speaks to: its participant id and its Dataspace Protocol base. */
export interface EdcPeer {
  readonly id: string
  readonly address: string
}

/** An offer as it stands in a catalogue. */
export type EdcOffer = { readonly '@id': string } & { readonly [key: string]: unknown }

export const addressed = ({ address }: EdcPeer) => ({
  counterPartyAddress: address,
  protocol: 'dataspace-protocol-http:2025-1',
})

/** Data behind an address, the policy `use`, and the definition that offers the one under the other. */
export function offerBodies(assetId: string, source: string): Readonly<Record<string, Json>> {
  const policyId = `${assetId}-policy`
  return {
    assets: {
      ...{ '@context': context, '@type': 'Asset', '@id': assetId },
      properties: { name: assetId },
      dataAddress: { '@type': 'DataAddress', type: 'HttpData', baseUrl: source },
    },
    policydefinitions: {
      ...{ '@context': context, '@type': 'PolicyDefinition', '@id': policyId },
      policy: { '@context': odrlContext, '@type': 'Set', permission: [{ action: 'use' }] },
    },
    contractdefinitions: {
      ...{ '@context': context, '@type': 'ContractDefinition', '@id': `${assetId}-definition` },
      ...{ accessPolicyId: policyId, contractPolicyId: policyId },
      assetsSelector: {
        ...{ '@type': 'Criterion', operandLeft: `${edcNamespace}id` },
        ...{ operator: '=', operandRight: assetId },
      },
    },
  }
}

/** The wish for a contract on an offer of a peer's catalogue. */
export const contractRequest = (peer: EdcPeer, datasetId: string, offer: EdcOffer): Json => ({
  ...{ '@context': context, '@type': 'ContractRequest', ...addressed(peer) },
  policy: {
    ...{ '@context': odrlContext, ...(offer as { [key: string]: Json }) },
    ...{ '@type': 'Offer', assigner: peer.id, target: datasetId },
  },
})
