import { setFlagsFromString } from 'node:v8'

/**
 * Loads a program without making room for the garbage of loading it: by default V8 answers a start with a
 * heap several times as large as what the program needs, and keeps it. While `load` runs, the young
 * generation does not grow and the old one is tidied earlier; afterwards everything is as it always is.
 */
export async function startLean(load: () => Promise<unknown>): Promise<void> {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--optimize-for-size')
  try {
    await load()
  } finally {
    setFlagsFromString('--semi-space-growth-factor=2')
    setFlagsFromString('--no-optimize-for-size')
  }
}
