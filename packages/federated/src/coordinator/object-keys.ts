import { createHash } from 'node:crypto'
import type { RunId } from '@lianshu/kernel'

/** Hexadecimal SHA-256. */
export const digestOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

// Ids hold characters that object keys may not have, and come from outside: their digest stands for them.
const runPrefix = (runId: RunId) => `runs/${digestOf(runId).slice(0, 32)}`

/** Global models, by content. */
export const modelKey = (runId: RunId, sha256: string): string =>
  `${runPrefix(runId)}/models/${sha256}.safetensors`

/** Masked vectors of one attempt; each lies below this, by content. */
export const vectorPrefix = (runId: RunId, attemptId: string): string =>
  `${runPrefix(runId)}/vectors/${digestOf(attemptId).slice(0, 32)}/`

/** All masked vectors of a run. */
export const allVectorsPrefix = (runId: RunId): string => `${runPrefix(runId)}/vectors/`
