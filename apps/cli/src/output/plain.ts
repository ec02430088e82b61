// Titles and names come from strangers: what would move the cursor, ring, or reverse the line stays out.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A foreign text that is safe to print on one line of a terminal, cut at `longest` characters. */
export function plain(text: string, longest = 200): string {
  const shown = [...text.replace(unprintable, '�')]
  return shown.length > longest ? `${shown.slice(0, longest - 1).join('')}…` : shown.join('')
}
