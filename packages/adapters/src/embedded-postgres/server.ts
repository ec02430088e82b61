import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { servesDirectory } from './process-identity.ts'
import type { SystemUser } from './system-user.ts'

interface Launch {
  readonly program: string
  readonly user: SystemUser | undefined
  readonly dataDirectory: string
  readonly logFile: string
  readonly preferredPort: number | undefined
  readonly settings: Readonly<Record<string, string>>
}

/** Runs a server under a keeper on a prepared data directory; throws DomainFailure `internal` if it cannot. */
export async function startServer(
  launch: Launch,
): Promise<{ port: number; stop(): Promise<void> }> {
  // Between our look and Postgres' own, a stranger may take the port, or the backends of a killed
  // postmaster may still be leaving: both pass when tried again.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? launch.preferredPort : undefined)
    const server = launchServer(launch, port)
    if (await server.ready) return { port, stop: server.stop }
    await server.stop()
    if (attempt === 5) throw new DomainFailure(notStartedError(launch.logFile))
    await sleep(200 * attempt)
  }
}

function launchServer(launch: Launch, port: number) {
  const { program, user, dataDirectory, logFile } = launch
  const settings = Object.entries({ ...launch.settings, port: String(port) })
  const log = openSync(logFile, 'w', 0o600)
  const { NODE_OPTIONS: _, ...env } = process.env
  const keeper = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'keeper.ts'),
      ...[String(user?.uid ?? ''), String(user?.gid ?? ''), dataDirectory, program],
      ...['-D', dataDirectory, ...settings.flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    ],
    { stdio: ['pipe', log, log], detached: true, env },
  )
  closeSync(log)
  keeper.unref()
  const line = keeper.stdin as Socket
  line.unref()
  line.on('error', () => {})
  const ended = new Promise<void>((resolve) => {
    keeper.once('exit', () => resolve())
    keeper.once('error', () => resolve())
  })
  const stop = async () => {
    keeper.ref()
    line.end()
    await ended
  }
  return { ready: becomesReady(dataDirectory, ended), stop }
}

/** Postgres writes its state into the eighth line of its pid file; false when it ended instead. */
async function becomesReady(dataDirectory: string, ended: Promise<void>): Promise<boolean> {
  let over = false
  ended.then(() => {
    over = true
  })
  const deadline = Date.now() + 60_000
  while (!over && Date.now() < deadline) {
    if (isReady(dataDirectory)) return true
    await sleep(10)
  }
  return false
}

// A killed server leaves a file that says `ready`, hence the look at the process itself.
function isReady(dataDirectory: string): boolean {
  try {
    const lines = readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')
    return lines[7]?.trim() === 'ready' && servesDirectory(Number(lines[0]), dataDirectory)
  } catch {
    return false
  }
}

async function freePort(preferred: number | undefined): Promise<number> {
  const taken = await listenOnce(preferred ?? 0)
  return taken ?? (await listenOnce(0)) ?? 0
}

const listenOnce = (port: number) =>
  new Promise<number | undefined>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })

function notStartedError(logFile: string) {
  const lastWords = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join(' | ')
  return domainError('internal', `the database server does not start: ${lastWords}`, {
    at: logFile,
  })
}
