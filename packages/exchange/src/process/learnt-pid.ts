import type { Delivery, Json, OutboxMessage } from '@lianshu/kernel'
import type { Process } from './process.ts'

/** Whether the outcome of a message has anything to tell its process: all but the plain yes to a later message. */
export const needsSettling = ({ body }: Pick<OutboxMessage, 'body'>, { kind }: Delivery): boolean =>
  kind !== 'delivered' || !namesBothPids(body)

/** Whether a message of ours named both pids: then its answer has none to teach. */
const namesBothPids = (body: Json): boolean => {
  const { consumerPid, providerPid } = (body ?? {}) as Readonly<Record<string, Json | undefined>>
  return consumerPid !== undefined && providerPid !== undefined
}

/**
 * The pid that the other side gave its copy, from the answer to our first message. An answer without
 * one (a foreign connector may answer with an empty body) leaves it to the next message.
 */
export function learntPid(process: Process, answer: Json): string | undefined {
  if (process.counterpartyPid !== undefined) return undefined
  const field = process.side === 'consumer' ? 'providerPid' : 'consumerPid'
  const pid = (answer as { readonly [name: string]: Json | undefined } | null)?.[field]
  return typeof pid === 'string' && pid.length > 0 && pid.length <= 2048 ? pid : undefined
}
