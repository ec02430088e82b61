import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64Url, fromHex, fromUtf8, toBase64Url, toHex, utf8 } from './bytes.ts'

describe('codecs of bytes', () => {
  it('round-trip', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(new Uint8Array(bytes))
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(new Uint8Array(bytes))
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      }),
    )
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fromUtf8(utf8(text)) === text))
  })

  it.each(['abc', 'zz', '0x00'])('refuse %s as hexadecimal', (text) => {
    expect(() => fromHex(text)).toThrow(TypeError)
  })

  it.each(['a', 'a+b=', 'ab c', 'ü'])('refuse %s as base64url', (text) => {
    expect(() => fromBase64Url(text)).toThrow(TypeError)
  })
})
