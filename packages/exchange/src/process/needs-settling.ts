import type { Delivery, OutboxMessage } from '@lianshu/kernel'

type Sent = Pick<OutboxMessage, 'body'>

/**
 * Whether the outcome of a message has anything to tell its process. The plain yes to a message that named both
 * pids has nothing, unless it was a pause: once that is told, a start that follows is known from one it crossed.
 */
export const needsSettling = (message: Sent, { kind }: Delivery): boolean =>
  kind !== 'delivered' || !namesBothPids(message) || isSuspension(message)

export const isSuspension = ({ body }: Sent): boolean =>
  (body as { readonly '@type'?: string } | null)?.['@type'] === 'TransferSuspensionMessage'

/** Whether a message of ours named both pids: then its answer has none to teach. */
function namesBothPids({ body }: Sent): boolean {
  const pids = (body ?? {}) as { readonly consumerPid?: unknown; readonly providerPid?: unknown }
  return pids.consumerPid !== undefined && pids.providerPid !== undefined
}
