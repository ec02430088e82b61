import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitMatches } from './Highlight.tsx'

const marked = (text: string, query: string) =>
  splitMatches(text, query).flatMap((piece) => (piece.match ? piece.text : []))

describe('splitMatches', () => {
  it('finds every word of a query, whatever its case', () => {
    expect(marked('Bearing vibration, bearing fault', 'BEARING fault')).toEqual([
      'Bearing',
      'bearing',
      'fault',
    ])
    expect(marked('轴承振动与故障', '轴承 故障')).toEqual(['轴承', '故障'])
  })

  it('takes signs of patterns as themselves', () => {
    expect(marked('price (CNY) a.b', '(CNY) .')).toEqual(['(CNY)', '.'])
  })

  it('never loses or adds a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary', maxLength: 6 }),
        (text, query) => {
          expect(
            splitMatches(text, query)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text)
        },
      ),
    )
  })
})
