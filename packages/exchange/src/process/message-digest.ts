import { canonicalJson, sha256, toHex, utf8 } from '@lianshu/kernel'
import type { Process } from './process.ts'

/** Hexadecimal SHA-256 of the canonical JSON of a value. */
export const digestOf = async (value: unknown): Promise<string> =>
  toHex(await sha256(utf8(canonicalJson(value))))

/**
 * The inbox's name of a received message. A message with an `@id` is itself, so its digest names it.
 * One without is repeated when it equals the last one that changed this process and nothing came between;
 * otherwise the process's version makes it new: a transfer may well be started, paused and started again
 * alike.
 */
export function messageIdOf(message: { '@id'?: string }, digest: string, process: Process): string {
  if (message['@id'] !== undefined) return digest
  const { lastReceived: last } = process
  if (last?.digest === digest && !last.overtaken) return last.messageId
  return `${digest}:${process.version}`
}

/**
 * The inbox's name of the last message, when one without an `@id` says the same after a step of our own
 * and is legal no more: then its sender has not had our answer yet, and sends again.
 */
export function overtakenId(
  message: { '@id'?: string },
  digest: string,
  { lastReceived: last }: Process,
): string | undefined {
  if (message['@id'] !== undefined || last?.digest !== digest) return undefined
  return last.overtaken ? last.messageId : undefined
}
