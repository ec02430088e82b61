import type { Json } from '@lianshu/kernel'
import type { Process } from './process.ts'

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
