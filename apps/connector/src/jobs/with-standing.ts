import type { PeerClient } from '@lianshu/adapters'
import { standingAddress } from '@lianshu/exchange'
import type { Delivery, DomainError, OutboxMessage } from '@lianshu/kernel'

type Refused = Extract<Delivery, { kind: 'refused' }>

/**
 * Statuses by which a connector says that it has no such process or endpoint. Not 403: to whom it does not
 * talk today it may talk tomorrow.
 */
const silent: readonly number[] = [400, 404, 405, 410, 501]

/** Has who was asked no answer to that question, rather than no answer at the moment? */
export const isSilent = ({ details }: DomainError): boolean =>
  silent.includes(Number(details?.status))

/**
 * Asks one who refused a message where it stands: its error does not say. While it cannot be asked the message
 * is put off, to be refused and asked about again; one that has no answer to that question stays silent.
 */
export async function withStanding(
  peers: Pick<PeerClient, 'json'>,
  message: OutboxMessage,
  refused: Refused,
): Promise<Delivery> {
  const url = standingAddress(message)
  if (url === undefined) return refused
  const answer = await peers.json({
    ...{ from: message.participantId, to: message.counterpartyId, url },
    ...{ method: 'GET', kind: message.kind, timeoutMs: 10_000 },
  })
  if (answer.ok) return { ...refused, standing: stateIn(answer.value.body) }
  return isSilent(answer.error) ? refused : { kind: 'retry', reason: answer.error.message }
}

const stateIn = (body: unknown): string | undefined => {
  const state = (body as { state?: unknown } | null)?.state
  return typeof state === 'string' && state.length <= 100 ? state : undefined
}
