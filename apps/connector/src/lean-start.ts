import { setFlagsFromString } from 'node:v8'

/**
 * Loads a program without making room for the garbage of loading it: by default V8 answers a start with a
 * heap several times as large as what the program needs, and keeps it. While `load` runs, the young
 * generation does not grow and the old one is tidied earlier.
 *
 * Afterwards everything is as it always is, but that the heap may double before it is gone through as a
 * whole. V8 counts the buffers that a page of a catalogue passes through, a megabyte each time, as growth:
 * of its own accord it would go through forty megabytes of live objects for every dozen pages.
 */
export async function startLean(load: () => Promise<unknown>): Promise<void> {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--optimize-for-size')
  try {
    await load()
  } finally {
    setFlagsFromString('--semi-space-growth-factor=2')
    setFlagsFromString('--no-optimize-for-size')
    setFlagsFromString('--heap-growing-percent=100')
  }
}
