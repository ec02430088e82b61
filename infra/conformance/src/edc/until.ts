import { setTimeout as pause } from 'node:timers/promises'

const withinMs = 30_000
const everyMs = 25

/**
 * Reads a process again and again until it is in the wanted state. Throws with the state in which it stands
 * when that takes too long or it has ended otherwise.
 */
export async function until<P extends { readonly state: string }>(
  read: () => Promise<P>,
  wanted: string,
  { signal, ends = [] }: { readonly signal: AbortSignal; readonly ends?: readonly string[] },
): Promise<P> {
  const latest = Date.now() + withinMs
  for (;;) {
    const process = await read()
    if (process.state === wanted) return process
    if (Date.now() > latest || ends.includes(process.state)) {
      throw new Error(`it stands at ${process.state}, not at ${wanted}: ${JSON.stringify(process)}`)
    }
    await pause(everyMs, undefined, { signal })
  }
}
