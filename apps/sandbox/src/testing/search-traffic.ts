import { decodedViews } from './decoded-views.ts'
import { createFinder } from './find-needles.ts'
import { httpBodies } from './http-bodies.ts'
import type { Needles } from './needles.ts'

/**
 * Names of the needles that these streams of bytes hold, in any encoding: raw, in bodies without chunk
 * frames and decompressed, and in whatever is encoded in either.
 */
export function searchTraffic(streams: readonly Buffer[], needles: Needles): string[] {
  const find = createFinder(needles)
  const found = new Set<string>()
  for (const stream of streams) {
    for (const bytes of [stream, Buffer.concat(httpBodies(stream))]) {
      for (const view of decodedViews(bytes)) for (const name of find(view)) found.add(name)
    }
  }
  return [...found].sort()
}
