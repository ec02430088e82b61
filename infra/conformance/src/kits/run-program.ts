import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface ProgramOptions {
  readonly args: readonly string[]
  readonly signal: AbortSignal
  /** Who takes longer is killed. */
  readonly timeoutMs: number
  readonly onLine?: (line: string) => void
}

/** How much of a failed program's last words is worth telling. */
const lastWords = 3000

/**
 * Runs a program to its end and resolves to what it wrote on standard output. Throws with its last words
 * when it cannot be started, fails, takes too long or is aborted.
 */
export async function runProgram(name: string, options: ProgramOptions): Promise<string> {
  const { args, timeoutMs, onLine } = options
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutMs)])
  const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'pipe'], signal })
  const lines: string[] = []
  let words = ''
  const reading = createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    onLine?.(line)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-lastWords)
  })
  const read = new Promise((done) => reading.once('close', done))
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail)
    child.on('close', done)
  })
  await read
  if (code === 0) return lines.join('\n')
  throw new Error(`${name} ended with ${code}\n${words || lines.join('\n').slice(-lastWords)}`)
}
