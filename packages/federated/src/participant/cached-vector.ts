import { createHash } from 'node:crypto'
import { type DomainError, ok, type Result, readAll } from '@lianshu/kernel'
import type { Binding } from '@lianshu/protocol/rounds'
import type { LocalSums, VectorCache } from './ports.ts'

/**
 * The vector of a step, computed once: a new attempt at the same round from the same model only masks it
 * anew. Kept in the cache as float64: rows first, then the vector.
 */
export async function cachedVector(
  cache: VectorCache | undefined,
  transferPid: string,
  { runId, step, round }: Binding,
  modelSha256: string | undefined,
  compute: () => Promise<Result<LocalSums, DomainError>>,
): Promise<Result<LocalSums, DomainError>> {
  const parts = [transferPid, runId, step, round, modelSha256 ?? ''].join('\n')
  const key = `local-vectors/${createHash('sha256').update(parts).digest('hex')}`
  const known = await cache?.get(key)
  if (known) {
    const numbers = new Float64Array((await readAll(known)).buffer)
    return ok({ rows: numbers[0]!, vector: numbers.slice(1) })
  }
  const computed = await compute()
  if (computed.ok && cache) {
    const { rows, vector } = computed.value
    const numbers = new Float64Array(vector.length + 1)
    numbers[0] = rows
    numbers.set(vector, 1)
    await cache.put(key, new Uint8Array(numbers.buffer))
  }
  return computed
}
