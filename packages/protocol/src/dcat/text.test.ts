import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromLanguageTexts, toLanguageTexts } from './text.ts'

describe('texts in several languages', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (zh, en) => {
        expect(fromLanguageTexts(toLanguageTexts({ zh, en }))).toEqual({ zh, en })
      }),
    )
  })

  it('are read from other systems, too', () => {
    expect(fromLanguageTexts('plain')).toEqual({ und: 'plain' })
    expect(fromLanguageTexts({ '@value': '文', '@language': 'zh' })).toEqual({ zh: '文' })
    expect(fromLanguageTexts([{ '@value': 7 }, null])).toEqual({})
  })
})
