import { canonicalJson, sha256, toHex, utf8 } from '@lianshu/kernel'
import type { Process } from './process.ts'

/** Hexadecimal SHA-256 of the canonical JSON of a value. */
export const digestOf = async (value: unknown): Promise<string> =>
  toHex(await sha256(utf8(canonicalJson(value))))

/**
 * The inbox's name of a received message. A message with an `@id` is itself, so its digest names it.
 * One without is repeated when it equals the last one that changed this process; otherwise the
 * process's version makes it new: a transfer may well be started, paused and started again alike.
 */
export function messageIdOf(message: { '@id'?: string }, digest: string, process: Process): string {
  if (message['@id'] !== undefined) return digest
  if (process.lastReceived?.digest === digest) return process.lastReceived.messageId
  return `${digest}:${process.version}`
}
