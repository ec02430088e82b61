const pieceLength = 120

/**
 * The relative path of a key's file. Directories end in `~` (a segment ended) or `+` (a long segment
 * goes on), which no key holds, so `a` and `a/b` can both exist; capitals become `=a`, as some file
 * systems do not tell them apart.
 */
export function keyToPath(key: string): string {
  const plain = key.replace(/[A-Z]/g, (capital) => `=${capital.toLowerCase()}`)
  const segments = plain.split('/').map((segment) => segment.match(pieces)?.join('+/') ?? '')
  return segments.join('~/')
}

const pieces = new RegExp(`.{1,${pieceLength}}`, 'g')

/** The key of a relative path that `keyToPath` made. */
export function pathToKey(path: string): string {
  return path
    .replaceAll('+/', '')
    .replaceAll('~/', '/')
    .replace(/=([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
