import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DomainError, domainError, err, type Logger, type Result } from '@lianshu/kernel'
import type { Answered, Asked } from './messages.ts'

export interface ChildOptions {
  /** Files that the process may read besides its own code. */
  readonly files: readonly string[]
  /** Megabytes of JavaScript heap. */
  readonly memoryMb: number
  /** The process is ended when one request takes longer. */
  readonly timeLimitMs: number
  readonly logger: Logger
}

/** A process that answers requests. Once it ended, by whatever cause, every request gives an error. */
export interface Child<Request> {
  readonly pid: number | undefined
  readonly ended: boolean
  /** Aborting the signal ends the process. */
  ask<Value>(request: Request, signal: AbortSignal): Promise<Result<Value, DomainError>>
  /** Ends the process and waits until it is gone. */
  close(): Promise<void>
}

/**
 * Starts one of this folder's entries in a process with a reader's view of its files and nothing else:
 * no other file, no writing, no child, no addon (Node's permission model), no environment.
 */
export function spawnChild<Request>(entry: string, options: ChildOptions): Child<Request> {
  const child = fork(fileURLToPath(new URL(entry, import.meta.url)), {
    execArgv: [
      `--max-old-space-size=${options.memoryMb}`,
      '--permission',
      ...nativeFlags(),
      ...[...codeFolders(), ...options.files].map((path) => `--allow-fs-read=${path}`),
    ],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const pending = new Map<number, (answer: Result<never, DomainError>) => void>()
  let nextId = 0
  let reason: DomainError | undefined

  const end = (error: DomainError) => {
    reason ??= error
    for (const answer of pending.values()) answer(err(reason))
    pending.clear()
    child.kill('SIGKILL')
  }
  const gone = new Promise<void>((settle) => {
    child.once('exit', (code, signal) => {
      end(crashed(code, signal, options.memoryMb))
      settle()
    })
    child.once('error', (error) => {
      end(domainError('internal', `The training process did not start (${error.name}).`))
      if (child.pid === undefined) settle()
    })
  })
  child.on('message', ({ id, answer }: Answered) => {
    pending.get(id)?.(answer as Result<never, DomainError>)
    pending.delete(id)
    if (pending.size === 0) hold(child, false)
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    options.logger.debug('the training process wrote', { text: text.slice(0, 2000) })
  })
  hold(child, false)

  return {
    pid: child.pid,
    get ended() {
      return reason !== undefined
    },
    async ask(request, signal) {
      if (signal.aborted) end(cancelled())
      if (reason) return err(reason)
      const id = nextId++
      const onAbort = () => end(cancelled())
      const timer = setTimeout(() => end(tooSlow(options.timeLimitMs)), options.timeLimitMs)
      signal.addEventListener('abort', onAbort, { once: true })
      try {
        return await new Promise((answer) => {
          pending.set(id, answer)
          hold(child, true)
          const message: Asked<unknown> = { id, request }
          child.send(message, (error) => {
            if (error) end(domainError('internal', 'The training process is gone.'))
          })
        })
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
      }
    },
    async close() {
      end(domainError('state.illegal', 'The training process was closed.'))
      if (child.exitCode === null && child.signalCode === null) hold(child, true)
      await gone
    },
  }
}

/** An idle child must not keep its parent alive; one that is asked something must. */
function hold(child: ChildProcess, busy: boolean): void {
  const pipe = child.stderr as { ref?(): void; unref?(): void } | null
  for (const handle of [child, child.channel, pipe]) {
    if (busy) handle?.ref?.()
    else handle?.unref?.()
  }
}

/** Our packages and the installed ones: code only, and never the directory in which a home may lie. */
function codeFolders(): string[] {
  const packages = fileURLToPath(new URL('../../../../', import.meta.url))
  const core = createRequire(import.meta.url).resolve('@tensorflow/tfjs-core/package.json')
  return [packages, `${resolve(core, '../../..')}/`]
}

/** The native backend is an addon: where someone installed it, loading addons must be allowed. */
function nativeFlags(): string[] {
  try {
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-node')
    return ['--allow-addons']
  } catch {
    return []
  }
}

const cancelled = () => domainError('round.late', 'The training process was stopped on request.')

const tooSlow = (limit: number) =>
  domainError('plan.limit', `The training process took longer than ${limit / 1000} s: stopped.`)

const crashed = (code: number | null, signal: NodeJS.Signals | null, memoryMb: number) =>
  domainError(
    'internal',
    signal === 'SIGABRT' || code === 134
      ? `The training process needed more than ${memoryMb} MB of memory.`
      : `The training process ended unexpectedly (${signal ?? `exit code ${code}`}).`,
  )
