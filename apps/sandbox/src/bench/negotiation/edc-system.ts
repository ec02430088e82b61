import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'
import { openEdcEvents } from './edc-events.ts'
import type { NegotiationSystem } from './system.ts'

/** Fetches, starts and stops EDC; in a process of its own, as what runs it is on top of this app. */
const program = join(import.meta.dirname, '../../../../../infra/conformance/src/edc/serve-pair.ts')
const nothingToRun = 3

const wishSchema = z.object({ url: z.url(), body: z.record(z.string(), z.unknown()) })
const begunSchema = z.object({ '@id': z.string() })

export interface EdcSystem extends NegotiationSystem {
  /** Negotiations so far that EDC itself has terminated: seen on a busy machine, without a word of why. */
  failures(): number
}

/**
 * Two Eclipse EDCs, everything in memory and nothing signed, with the idle wait of their loops in milliseconds
 * (EDC's own second without it). Throws DomainFailure `input.unsupported` where there is no Java or Maven.
 */
export async function openEdc(
  loopMs: number | undefined,
  { say, signal }: { readonly say: (line: string) => void; readonly signal: AbortSignal },
): Promise<EdcSystem> {
  const events = await openEdcEvents()
  const child = spawn(process.execPath, [program, ...(loopMs === undefined ? [] : [`${loopMs}`])], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  createInterface({ input: child.stderr }).on('line', say)
  const ended = once(child, 'close') as Promise<[number | null]>
  // It stops by itself when nobody holds its standard input any more.
  const close = async () => {
    child.stdin.end()
    await ended
    await events.close()
  }
  const stop = () => void child.stdin.end()
  signal.addEventListener('abort', stop, { once: true })
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
  const first = await Promise.race([line.then(([text]) => text), ended.then(([code]) => code)])
  if (typeof first !== 'string') {
    await events.close()
    signal.throwIfAborted()
    const code = first === nothingToRun ? 'input.unsupported' : 'internal'
    throw new DomainFailure(domainError(code, 'EDC did not start; the reason is above'))
  }
  const { url, body } = wishSchema.parse(JSON.parse(first))
  const { callbackAddresses } = events
  const wish = JSON.stringify({ ...body, callbackAddresses })
  let failed = 0
  const headers = { 'content-type': 'application/json' }
  return {
    async negotiate() {
      const answer = await fetch(url, { method: 'POST', headers, body: wish, signal })
      const { '@id': id } = begunSchema.parse(await answer.json())
      const end = await events.ended(id)
      if (end !== 'ContractNegotiationFinalized') failed++
    },
    failures: () => failed,
    close,
  }
}
