import { spawn } from 'node:child_process'
import { DomainFailure, domainError } from '@lianshu/kernel'

export interface ChildOptions {
  readonly signal: AbortSignal
  /** The first line on standard output that starts so stops the watch. Without it, the end of the process does. */
  readonly until?: string
}

export interface ChildOutcome {
  /** From the start of the process to the awaited line, or to its end. */
  readonly milliseconds: number
  readonly output: string
}

/** How much of a failed process's last words is worth telling. */
const lastWords = 1500

/**
 * Runs a program under this Node in a process of its own and takes the time. Resolves when the process has
 * ended. Throws DomainFailure with its last words when it fails; an abort ends it in good order.
 */
export async function runChild(
  args: readonly string[],
  { signal, until }: ChildOptions,
): Promise<ChildOutcome> {
  const started = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = () => child.kill('SIGTERM')
  signal.addEventListener('abort', stop, { once: true })
  let output = ''
  let words = ''
  let seen: number | undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (until !== undefined && output.includes(until)) seen ??= performance.now() - started
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-lastWords)
  })
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail)
    child.on('close', done)
  })
  signal.removeEventListener('abort', stop)
  const milliseconds = seen ?? performance.now() - started
  if (code !== 0 || (until !== undefined && seen === undefined)) {
    const message = `${args.join(' ')} ended with ${code}:\n${words.trim()}`
    // Wrong usage of the program below is wrong usage here.
    throw new DomainFailure(domainError(code === 2 ? 'input.invalid' : 'internal', message))
  }
  return { milliseconds, output }
}
