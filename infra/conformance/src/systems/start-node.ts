import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface NodeProcess {
  /** Ends it in good order; kills it when it takes too long. */
  stop(): Promise<void>
}

const patienceMs = 60_000
const graceMs = 10_000

/**
 * Starts a program of ours as a process of its own and resolves once it says `up`. It ends when its standard
 * input does, so it never outlives this process. Throws with its last words when it does not come up.
 */
export async function startNode(
  entry: string,
  env: Readonly<Record<string, string>>,
): Promise<NodeProcess> {
  const child = spawn(process.execPath, [entry], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-3000)
  })
  const ended = once(child, 'exit')
  const stop = async () => {
    child.stdin.end()
    const patience = setTimeout(() => child.kill('SIGKILL'), graceMs)
    await ended
    clearTimeout(patience)
  }
  let told = ''
  const up = new Promise<boolean>((done) => {
    const patience = setTimeout(() => done(false), patienceMs)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text
      if (!told.split('\n').includes('up')) return
      clearTimeout(patience)
      done(true)
    })
    void ended.then(() => {
      clearTimeout(patience)
      done(false)
    })
  })
  if (await up) return { stop }
  await stop()
  throw new Error(`${entry} did not come up:\n${words}`)
}
