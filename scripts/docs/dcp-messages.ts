import * as dcp from '@lianshu/protocol/dcp'
import type { z } from 'zod'

/** A message of the Decentralized Claims Protocol: who sends it where, and what comes back. */
export interface DcpMessage {
  readonly type: string
  readonly schema: z.ZodType
  readonly sender: string
  readonly receiver: string
  readonly endpoint: string
  /** The file with the endpoint. */
  readonly source: string
  readonly answer: string
  /** What it does to a request for credentials, whose states its holder may ask for. */
  readonly states: string
}

const wallet = { receiver: 'credential service', source: 'apps/connector/src/routes/wallet.ts' }
const issuer = { receiver: 'issuer service', source: 'apps/broker/src/routes/issuer.ts' }

/** Every message of DCP 1.0 that this system sends or takes. */
export const dcpMessages: readonly DcpMessage[] = [
  {
    ...{ type: 'PresentationQueryMessage', schema: dcp.presentationQuerySchema, ...wallet },
    ...{ sender: 'verifier', endpoint: 'POST /participants/:slug/dcp/presentations/query' },
    ...{ answer: 'PresentationResponseMessage', states: '–' },
  },
  {
    ...{ type: 'PresentationResponseMessage', schema: dcp.presentationResponseSchema },
    ...{ sender: 'credential service', receiver: 'verifier', source: wallet.source },
    ...{ endpoint: 'POST /participants/:slug/dcp/presentations/query' },
    ...{ answer: 'it is an answer', states: '–' },
  },
  {
    ...{ type: 'IssuerMetadata', schema: dcp.issuerMetadataSchema, source: issuer.source },
    ...{ sender: 'issuer service', receiver: 'holder', endpoint: 'GET /dcp/metadata' },
    ...{ answer: 'it is an answer', states: '–' },
  },
  {
    ...{ type: 'CredentialRequestMessage', schema: dcp.credentialRequestSchema, ...issuer },
    ...{ sender: 'holder', endpoint: 'POST /dcp/credentials' },
    ...{ answer: '201, `Location` of the request', states: 'nothing → RECEIVED' },
  },
  {
    ...{ type: 'CredentialStatus', schema: dcp.credentialStatusSchema, source: issuer.source },
    ...{ sender: 'issuer service', receiver: 'holder', endpoint: 'GET /dcp/requests/:id' },
    ...{ answer: 'it is an answer', states: 'RECEIVED, ISSUED or REJECTED' },
  },
  {
    ...{ type: 'CredentialMessage', schema: dcp.credentialMessageSchema, ...wallet },
    ...{ sender: 'issuer service', endpoint: 'POST /participants/:slug/dcp/credentials' },
    ...{ answer: '2xx', states: 'RECEIVED → ISSUED or REJECTED' },
  },
  {
    ...{ type: 'CredentialOfferMessage', schema: dcp.credentialOfferMessageSchema, ...wallet },
    ...{ sender: 'issuer service', endpoint: 'POST /participants/:slug/dcp/offers' },
    ...{ answer: '2xx', states: '–' },
  },
]
