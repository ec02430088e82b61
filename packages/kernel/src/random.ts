/** Where randomness comes from. `systemRandom` is for keys; `seededRandom` is for data and models only. */
export interface Random {
  /** Uniform bytes. */
  bytes(length: number): Uint8Array<ArrayBuffer>
  /** A uniform number in [0, 1) with 53 bits. */
  unit(): number
}

const fromBytes = (bytes: (length: number) => Uint8Array<ArrayBuffer>): Random => ({
  bytes,
  unit() {
    const view = new DataView(bytes(8).buffer)
    return (view.getUint32(0) * 2 ** 21 + (view.getUint32(4) >>> 11)) / 2 ** 53
  },
})

/** The operating system's generator, in Node and in browsers. */
export const systemRandom: Random = fromBytes((length) => {
  const bytes = new Uint8Array(length)
  for (let start = 0; start < length; start += 65_536) {
    crypto.getRandomValues(bytes.subarray(start, start + 65_536))
  }
  return bytes
})

/** A repeatable generator (sfc32, Chris Doty-Humphrey, PractRand). Never for keys. */
export function seededRandom(seed: number | string): Random {
  const state = seedState(String(seed))
  const next = () => {
    const [a, b, c, counter] = state as [number, number, number, number]
    const sum = (a + b + counter) >>> 0
    state[3] = (counter + 1) >>> 0
    state[0] = (b ^ (b >>> 9)) >>> 0
    state[1] = (c + (c << 3)) >>> 0
    state[2] = (((c << 21) | (c >>> 11)) + sum) >>> 0
    return sum
  }
  for (let warmUp = 0; warmUp < 16; warmUp++) next()
  return fromBytes((length) => {
    const bytes = new Uint8Array(Math.ceil(length / 4) * 4)
    const words = new Uint32Array(bytes.buffer)
    for (let index = 0; index < words.length; index++) words[index] = next()
    return bytes.slice(0, length)
  })
}

/** Spreads a text over four 32-bit words (FNV-1a with four offsets). */
function seedState(text: string): number[] {
  return [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((offset) => {
    let hash = offset
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
    }
    return hash
  })
}
