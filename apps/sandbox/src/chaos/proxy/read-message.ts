import type { ProcessKind } from '../plan/edges.ts'
import { readTag } from '../plan/tag.ts'

/** What the proxy knows of a protocol message by looking at it. */
export interface SeenMessage {
  /** The same for every copy and every time it is sent again. */
  readonly id: string
  readonly kind: ProcessKind
  /** The state to which it brings the process. */
  readonly to: string
  readonly consumerPid?: string
  readonly providerPid?: string
  /** The story that an offer or a data address names. */
  readonly story?: string
}

/** Where each message leads (DSP 2025-1, 7.1 and 8.1); written down here, so that a slip in the product shows. */
const leadsTo: Readonly<Record<string, string>> = {
  ContractRequestMessage: 'REQUESTED',
  ContractOfferMessage: 'OFFERED',
  ContractAgreementMessage: 'AGREED',
  ContractAgreementVerificationMessage: 'VERIFIED',
  ContractNegotiationTerminationMessage: 'TERMINATED',
  TransferRequestMessage: 'REQUESTED',
  TransferStartMessage: 'STARTED',
  TransferSuspensionMessage: 'SUSPENDED',
  TransferCompletionMessage: 'COMPLETED',
  TransferTerminationMessage: 'TERMINATED',
}

interface Body {
  readonly '@id'?: string
  readonly '@type'?: string
  readonly eventType?: string
  readonly consumerPid?: string
  readonly providerPid?: string
  readonly offer?: { readonly '@id'?: string }
  readonly dataAddress?: { readonly endpointType?: string }
}

const processPath = /\/dsp\/2025-1\/(negotiation|transfer)s\//

/** A message of a negotiation or transfer; undefined for every other request. */
export function readMessage(method: string, path: string, body: string): SeenMessage | undefined {
  const kind = method === 'POST' && processPath.exec(path)?.[1]
  if (!kind) return undefined
  const message = JSON.parse(body) as Body
  const { consumerPid, providerPid, offer, dataAddress } = message
  const to = message.eventType ?? leadsTo[message['@type'] ?? '']
  if (to === undefined) return undefined
  const story = (readTag(offer?.['@id']) ?? readTag(dataAddress?.endpointType))?.story
  return {
    id: message['@id'] ?? '',
    kind: kind as ProcessKind,
    to,
    consumerPid,
    providerPid,
    story,
  }
}
