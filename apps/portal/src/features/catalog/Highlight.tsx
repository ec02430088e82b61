/** Marks the words of a query where they stand in a text, whatever their case. */
export function Highlight({ text, query }: { readonly text: string; readonly query: string }) {
  return splitMatches(text, query).map((piece) =>
    piece.match ? <mark key={piece.at}>{piece.text}</mark> : piece.text,
  )
}

interface Piece {
  readonly text: string
  readonly match: boolean
  /** Offset in the text, in UTF-16 units. */
  readonly at: number
}

/** Cuts a text into pieces that match a word of the query and pieces that do not. */
export function splitMatches(text: string, query: string): Piece[] {
  const words = query.split(/[\s,，、;；]+/).filter((word) => word.length > 0)
  if (words.length === 0) return [{ text, match: false, at: 0 }]
  const pattern = new RegExp(words.map(escapePattern).join('|'), 'giu')
  const pieces: Piece[] = []
  let end = 0
  for (const found of text.matchAll(pattern)) {
    if (found.index > end)
      pieces.push({ text: text.slice(end, found.index), match: false, at: end })
    pieces.push({ text: found[0], match: true, at: found.index })
    end = found.index + found[0].length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), match: false, at: end })
  return pieces
}

const escapePattern = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
