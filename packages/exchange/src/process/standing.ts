import type { Delivery, Json, OutboxMessage } from '@lianshu/kernel'
import type { Process } from './process.ts'

/** Where each message brings the process (DSP 2025-1, 7.1 and 8.1); events name their state themselves. */
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

const stateAfter = (body: Json): string | undefined => {
  const message = body as { readonly '@type'?: string; readonly eventType?: string } | null
  return message?.eventType ?? leadsTo[message?.['@type'] ?? '']
}

/** A message to a process that the other side has: its base and pid, then what it wants there. */
const withPid = /^(.*\/(?:negotiations|transfers)\/[^/]+)\/(?!$).+$/

/** Where the other side tells the state of the process of a message; undefined when it has none yet. */
export const standingAddress = ({ to }: Pick<OutboxMessage, 'to'>): string | undefined =>
  withPid.exec(to)?.[1]

/**
 * What a refused message means for our copy, which has taken the step already. `same`: the other side stands
 * where the message leads, or where our copy stands by now, because both took the step at once; nothing is lost.
 * `ended`: it stands at another end. `apart`: it stands elsewhere, or does not say.
 */
export function standingAfter(
  message: Pick<OutboxMessage, 'body'>,
  { standing }: Extract<Delivery, { kind: 'refused' }>,
  process: Pick<Process, 'state'>,
  isFinal: (state: string) => boolean,
): 'same' | 'ended' | 'apart' {
  if (standing === undefined) return 'apart'
  if (standing === stateAfter(message.body) || standing === process.state) return 'same'
  return isFinal(standing) ? 'ended' : 'apart'
}
