import type { Did, Page } from '@lianshu/kernel'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import type { Negotiation } from '../negotiation/negotiation.ts'
import type { Transfer } from '../transfer/transfer.ts'
import type { Side } from '../wire.ts'

/** A process that waits for a person: who asks for what, and until when an answer counts. */
export interface WaitingDecision {
  readonly kind: 'negotiation' | 'transfer'
  readonly id: string
  readonly side: Side
  readonly state: string
  readonly counterpartyId: Did
  readonly datasetId: string
  readonly askedAt: string
  readonly decideBy: string
  /** The offer on the table of a negotiation. */
  readonly offer?: MessageOffer
  /** Of a transfer. */
  readonly agreementId?: string
  readonly format?: string
}

/** A process whose `decideBy` is set. */
export type HeldProcess =
  | { readonly kind: 'negotiation'; readonly process: Negotiation }
  | { readonly kind: 'transfer'; readonly process: Transfer }

/**
 * What waits for a person at a hosted participant. Constraint: the nearest deadline first, by ids where they
 * are equal; `after` in a page is the `placeOf` the last one before it.
 */
export interface HeldProcesses {
  find(participantId: Did, page: Page): Promise<readonly HeldProcess[]>
}

/** Where a decision stands among those that wait: its deadline and its id, with a space between. */
export const placeOf = ({ decideBy, id }: Pick<WaitingDecision, 'decideBy' | 'id'>): string =>
  `${decideBy} ${id}`

/** A page of what waits for a person at a hosted participant, the nearest deadline first. */
export async function waitingDecisions(
  held: HeldProcesses,
  participantId: Did,
  page: Page,
): Promise<readonly WaitingDecision[]> {
  return (await held.find(participantId, page)).map(told)
}

function told({ kind, process }: HeldProcess): WaitingDecision {
  const { id, side, state, counterpartyId, datasetId, updatedAt, decideBy = '' } = process
  const common = { id, side, state, counterpartyId, datasetId, askedAt: updatedAt, decideBy }
  if (kind === 'negotiation') return { kind, ...common, offer: process.offer }
  const { agreementId, format } = process
  return { kind, ...common, agreementId, format }
}
