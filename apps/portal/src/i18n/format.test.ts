import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatDateTime,
  formatFen,
  formatNumber,
  formatSeconds,
  formatShare,
  shortenMiddle,
} from './format.ts'

describe('formats', () => {
  it('prints times in UTC+8 and leaves what is no time alone', () => {
    expect(formatDateTime('2026-11-21T16:05:09Z')).toBe('2026-11-22 00:05')
    expect(formatDateTime('soon')).toBe('soon')
  })

  it('prints fen exactly', () => {
    expect(formatFen(128_000, 'zh')).toBe('¥ 1,280')
    expect(formatFen(216_050, 'en')).toBe('¥ 2,160.50')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (fen) => {
        const yuan = Number(formatFen(fen, 'en').replace(/[¥ ,]/g, ''))
        expect(Math.round(yuan * 100)).toBe(fen)
      }),
    )
  })

  it('prints bytes within half a percent, in at most four figures', () => {
    expect(formatBytes(999)).toBe('999 B')
    expect(formatBytes(1_250_000)).toBe('1.25 MB')
    expect(formatBytes(999_600)).toBe('1.00 MB')
    const factor: Record<string, number> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e14 }), (bytes) => {
        const [figure, unit] = formatBytes(bytes).split(' ')
        expect(Math.abs(Number(figure) * factor[unit!]! - bytes) / bytes).toBeLessThan(0.0051)
      }),
    )
  })

  it('never prints a small share as nothing', () => {
    expect(formatShare(0)).toBe('0 %')
    expect(formatShare(0.0004)).toBe('< 0.1 %')
    expect(formatShare(0.053)).toBe('5.3 %')
    expect(formatShare(1)).toBe('100 %')
  })

  it('prints durations and measured numbers', () => {
    expect([0.421, 12.44, 185].map(formatSeconds)).toEqual(['0.42 s', '12.4 s', '3 min 05 s'])
    expect([0, 0.68931, 12_345, 0.0000123].map(formatNumber)).toEqual([
      '0',
      '0.6893',
      '12350',
      '1.23e-5',
    ])
  })

  it('shortens in the middle and keeps both ends', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const short = shortenMiddle(text, 4, 3)
        expect(short.length).toBeLessThanOrEqual(8)
        expect(text.startsWith(short.slice(0, Math.min(4, text.length)))).toBe(true)
        expect(text.endsWith(short.slice(-3))).toBe(true)
      }),
    )
  })
})
