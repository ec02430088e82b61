import {
  createCipheriv,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  sign,
  verify,
} from 'node:crypto'

// Fastest where a piece of the keystream stays in the processor's cache.
const chunkWords = 32 * 1024
const zeros = new Uint8Array(chunkWords * 8)

/**
 * The work that no client of that cohort can do without, by the fastest calls of this runtime and with
 * nothing around them: one X25519 key and its Ed25519 signature; per peer one verification, one key
 * agreement, one HKDF, and a keystream as long as the vector, added to it.
 */
export function maskingFloor(clients: number, entries: number): (vector: BigUint64Array) => void {
  const peers = Array.from({ length: clients - 1 }, () => {
    const exchange = generateKeyPairSync('x25519')
    const signing = generateKeyPairSync('ed25519')
    const message = exchange.publicKey.export({ type: 'spki', format: 'der' })
    const signature = sign(null, message, signing.privateKey)
    return { exchange, signing, message, signature }
  })
  const own = generateKeyPairSync('ed25519')
  return (vector) => {
    const fresh = generateKeyPairSync('x25519')
    sign(null, fresh.publicKey.export({ type: 'spki', format: 'der' }), own.privateKey)
    const sum = vector.slice()
    for (const { exchange, signing, message, signature } of peers) {
      if (!verify(null, message, signing.publicKey, signature)) throw new Error('bad signature')
      const secret = diffieHellman({ privateKey: fresh.privateKey, publicKey: exchange.publicKey })
      const derived = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), message, 48))
      const cipher = createCipheriv('aes-256-ctr', derived.subarray(0, 32), derived.subarray(32))
      for (let from = 0; from < entries; from += chunkWords) {
        const part = sum.subarray(from, from + chunkWords)
        addWords(part, cipher.update(zeros.subarray(0, part.byteLength)))
      }
    }
  }
}

function addWords(sum: BigUint64Array, stream: Buffer): void {
  const isAligned = stream.byteOffset % 8 === 0
  const bytes = isAligned ? stream : new Uint8Array(stream)
  const words = new BigUint64Array(bytes.buffer, bytes.byteOffset, sum.length)
  for (let index = 0; index < sum.length; index++) sum[index]! += words[index]!
}
