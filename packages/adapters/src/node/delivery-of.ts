import type { Delivery, DomainError, Json, Result } from '@lianshu/kernel'
import type { PeerAnswer } from './peer-client.ts'

/** Statuses that may pass: it does not know us or the process yet, is busy, or lost a race of its own. */
const passing: readonly number[] = [401, 404, 408, 409, 425, 429]

/**
 * How a message that a peer client sent has ended, for the outbox: a 4xx is the other side's last word,
 * save for those that may pass; everything else may pass, too.
 */
export function deliveryOf(answer: Result<PeerAnswer<Json>, DomainError>): Delivery {
  if (answer.ok) {
    const { status, body, headers } = answer.value
    return { kind: 'delivered', status, answer: body, location: headers.location }
  }
  const { code, message: reason, details } = answer.error
  const status = Number(details?.status ?? 0)
  const isFinal = code === 'peer.refused' && status >= 400 && status < 500
  if (!isFinal || passing.includes(status)) return { kind: 'retry', reason }
  return { kind: 'refused', status, reason, answer: (details?.body ?? null) as Json }
}
