import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { unwrap } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitAt, bitstringOf, fewestBits } from './bitstring.ts'
import { decodeList, encodeList, type StatusListFormat } from './encoded-list.ts'

const formats = ['BitstringStatusList', 'StatusList2021'] as const
const anyIndex = fc.nat({ max: fewestBits - 1 })

describe('a bitstring', () => {
  it('has index 0 at the left end', () => {
    const bits = bitstringOf([0, 7, 8, fewestBits - 1])
    expect([bits.length, bits[0], bits[1], bits.at(-1)]).toEqual([16_384, 0x81, 0x80, 0x01])
  })

  it('holds what was set and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyIndex, { maxLength: 50 }), anyIndex, (set, other) => {
        const bits = bitstringOf(set)
        expect(set.every((index) => bitAt(bits, index))).toBe(true)
        expect(bitAt(bits, other)).toBe(set.includes(other))
      }),
    )
  })

  it('has no bits outside', () => {
    const bits = bitstringOf([])
    for (const index of [-1, fewestBits, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(bitAt(bits, index)).toBeUndefined()
      expect(() => bitstringOf([index])).toThrow(RangeError)
    }
  })
})

describe('an encoded list', () => {
  it.each(formats)('of format %s comes back bit by bit, whatever its length', (format) => {
    fc.assert(
      fc.property(fc.nat({ max: 8 }), fc.uniqueArray(anyIndex, { maxLength: 200 }), (more, set) => {
        const bits = bitstringOf(set, fewestBits + more * 4096)
        expect(unwrap(decodeList(encodeList(bits, format)))).toEqual(bits)
      }),
      { numRuns: 30 },
    )
  })

  it('that looks random fits, too', () => {
    const bits = new Uint8Array(randomBytes(512 * 1024))
    expect(unwrap(decodeList(encodeList(bits, 'BitstringStatusList')))).toEqual(bits)
  })

  it('carries the multibase prefix in the newer format alone', () => {
    const encode = (format: StatusListFormat) => encodeList(bitstringOf([]), format)
    expect(encode('BitstringStatusList')).toMatch(/^uH4sI/)
    expect(encode('StatusList2021')).toMatch(/^H4sI/)
  })

  it('is read from base64 with padding as well', () => {
    const bits = bitstringOf([5, 9_999])
    const padded = gzipSync(bits).toString('base64')
    expect(unwrap(decodeList(padded))).toEqual(bits)
  })
})

describe('a list of somebody else', () => {
  const refused = (text: string) => {
    const result = decodeList(text)
    expect(result).toMatchObject({ ok: false, error: { code: 'peer.invalid' } })
    return result.ok ? '' : result.error.message
  }

  it('is refused when it is garbage, cut off or damaged', () => {
    const good = encodeList(bitstringOf([1]), 'BitstringStatusList')
    const damaged = good.slice(0, -12) + (good.at(-12) === 'A' ? 'B' : 'A') + good.slice(-11)
    for (const text of ['', 'u', '你好', 'u!!!!', good.slice(0, -9), damaged]) {
      expect(refused(text)).toMatch(/gzip/)
    }
  })

  it('is refused when it is too short to hide anybody', () => {
    const short = `u${gzipSync(new Uint8Array(16_383)).toString('base64url')}`
    expect(refused(short)).toMatch(/131072/)
  })

  it('is refused before a small text becomes gigabytes', () => {
    const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024), { level: 9 })
    const text = `u${bomb.toString('base64url')}`
    expect(text.length).toBeLessThan(100_000)
    const before = process.memoryUsage().arrayBuffers
    expect(refused(text)).toMatch(/unpacks to too much/)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024)
  })

  it('is refused by its length before it is unpacked', () => {
    expect(refused(`u${'A'.repeat(2_000_000)}`)).toMatch(/too long/)
  })
})
