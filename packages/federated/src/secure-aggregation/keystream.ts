import { createCipheriv } from 'node:crypto'
import { addVector, subtractVector } from './ring-vector.ts'

// Chunks stay in the second-level cache, and the cipher never allocates more than this at once.
const chunkBytes = 256 * 1024
const zeros = new Uint8Array(chunkBytes)

export interface KeystreamSecret {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** The first counter block, 16 bytes. */
  readonly counter: Uint8Array
}

/**
 * Adds (+1) or subtracts (−1) the AES-256-CTR keystream (NIST SP 800-38A, 6.5), read as little-endian
 * 64-bit words, to each word of `vector` in place, modulo 2^64. Gives way to other work between chunks.
 */
export async function applyKeystream(
  vector: BigUint64Array,
  { key, counter }: KeystreamSecret,
  sign: 1 | -1,
): Promise<void> {
  const cipher = createCipheriv('aes-256-ctr', key, counter)
  const chunkWords = chunkBytes / 8
  for (let start = 0; start < vector.length; start += chunkWords) {
    const target = vector.subarray(start, start + chunkWords)
    const stream = cipher.update(zeros.subarray(0, target.length * 8))
    const words = alignedWords(stream)
    if (sign === 1) addVector(target, words)
    else subtractVector(target, words)
    if (start > 0) await new Promise<void>((resume) => setImmediate(resume))
  }
}

/** Small cipher outputs lie anywhere in a shared pool; words need an offset that is a multiple of 8. */
function alignedWords(stream: Buffer): BigUint64Array {
  return stream.byteOffset % 8 === 0
    ? new BigUint64Array(stream.buffer, stream.byteOffset, stream.length / 8)
    : new BigUint64Array(new Uint8Array(stream).buffer)
}
