/** What is looked for: names of canaries by text, by pattern of 8 bytes, and by number. */
export interface Needles {
  /** UTF-8 or UTF-16, of 8 bytes at least. */
  readonly texts: readonly { readonly name: string; readonly bytes: Buffer }[]
  /** Keyed by the 8 bytes read as a little-endian whole number. */
  readonly patterns: ReadonlyMap<bigint, string>
  /** Numbers to find as decimal text, in full or rounded. */
  readonly decimals: readonly { readonly name: string; readonly value: number }[]
}

/** Collects needles; names say which canary in which form, for the message of a test that fails. */
export function createNeedles() {
  const texts: Needles['texts'][number][] = []
  const patterns = new Map<bigint, string>()
  const decimals: Needles['decimals'][number][] = []
  /** Plain numbers have mostly equal bytes, which any file may hold: they say nothing. */
  const add = (name: string, bytes: Buffer, fewest = 6) => {
    if (new Set(bytes).size >= fewest) patterns.set(bytes.readBigUInt64LE(), name)
  }
  const pattern = (name: string, bytes: Buffer, fewest?: number) => {
    add(`${name} little-endian`, bytes, fewest)
    add(`${name} big-endian`, Buffer.from(bytes).reverse(), fewest)
  }
  const fixed = (name: string, value: number, fractionBits: number) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(Math.round(value * 2 ** fractionBits)))
    // Four bytes of its own and the sign in all others.
    pattern(name, bytes, 5)
  }
  return {
    text(name: string, text: string): void {
      for (const form of new Set([text, text.toLowerCase(), text.toUpperCase()])) {
        texts.push({ name: `${name} as UTF-8`, bytes: Buffer.from(form) })
        texts.push({ name: `${name} as UTF-16`, bytes: Buffer.from(form, 'utf16le') })
      }
    },

    /** Double, and fixed point of it and of the single that is nearest. */
    binary(name: string, value: number, fractionBits: number): void {
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleLE(value)
      pattern(`${name} as double`, bytes)
      fixed(`${name} as fixed point`, value, fractionBits)
      fixed(`${name} as fixed point of a single`, Math.fround(value), fractionBits)
    },

    /**
     * Two neighbours as singles. One single has 4 bytes, and of N random bytes about N / 2³² are the same
     * by chance: some thousand of them in 10 MB would be found now and then. Rows and columns of singles
     * hold neighbours; 8 bytes are not met by chance.
     */
    singles(name: string, first: number, second: number): void {
      const little = Buffer.alloc(8)
      little.writeFloatLE(first, 0)
      little.writeFloatLE(second, 4)
      const big = Buffer.alloc(8)
      big.writeFloatBE(first, 0)
      big.writeFloatBE(second, 4)
      add(`${name} as singles little-endian`, little)
      add(`${name} as singles big-endian`, big)
    },

    decimal(name: string, value: number): void {
      decimals.push({ name: `${name} as decimal text`, value })
    },

    collected: (): Needles => ({ texts, patterns, decimals }),
  }
}

export const mergeNeedles = (all: readonly Needles[]): Needles => ({
  texts: all.flatMap(({ texts }) => texts),
  patterns: new Map(all.flatMap(({ patterns }) => [...patterns])),
  decimals: all.flatMap(({ decimals }) => decimals),
})
