import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DomainFailure, domainError, type Logger } from '@lianshu/kernel'
import { isAlive, servesDirectory } from './process-identity.ts'

/** No process has this id (Linux stops at 2^22), so Postgres takes a file that names it for stale. */
const deadPid = 2_147_483_646

/**
 * Makes way for a new postmaster. One that still serves the directory was left by a parent that died:
 * it is told to stop and awaited. An id that now belongs to a stranger is struck out of the file, but
 * the file stays, as Postgres finds by it whether an old backend still holds the shared memory.
 * Only for the holder of the directory's lock.
 */
export async function endOldPostmaster(
  dataDirectory: string,
  logger: Logger,
  waitMs = 30_000,
): Promise<void> {
  const file = join(dataDirectory, 'postmaster.pid')
  const pid = pidIn(file)
  if (pid === undefined || !isAlive(pid)) return
  if (!servesDirectory(pid, dataDirectory)) {
    const rest = readFileSync(file, 'utf8').split('\n').slice(1)
    writeFileSync(file, [deadPid, ...rest].join('\n'))
    return
  }
  logger.warn('a database server was left running: stopping it', { pid })
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + waitMs
  while (servesDirectory(pid, dataDirectory)) {
    if (Date.now() > deadline) throw new DomainFailure(staysError(pid))
    await sleep(20)
  }
}

function pidIn(file: string): number | undefined {
  if (!existsSync(file)) return undefined
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  return pid > 0 ? pid : undefined
}

const staysError = (pid: number) =>
  domainError(
    'conflict.exists',
    `the database server with process id ${pid} does not stop: end it, then start again`,
    { details: { pid } },
  )
