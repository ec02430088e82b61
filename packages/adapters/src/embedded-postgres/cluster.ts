import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DomainFailure, domainError } from '@lianshu/kernel'
import type { Binaries } from './binaries.ts'
import type { Places } from './places.ts'
import { makePrivate, type SystemUser } from './system-user.ts'

const run = promisify(execFile)

/** A password that is kept in a file that only we may read; made at the first call. */
export function keptPassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('base64url')
  const fresh = `${file}.new`
  writeFileSync(fresh, `${password}\n`, { mode: 0o600, flush: true })
  renameSync(fresh, file)
  return password
}

/**
 * The data directory of a cluster, initialised when there is none: UTF-8, locale C (orders by code
 * point, alike on every machine), passwords for every connection. Throws DomainFailure
 * `data.unreadable` when another major version of Postgres made it.
 */
export async function prepareCluster(
  places: Places,
  binaries: Binaries,
  user: SystemUser | undefined,
): Promise<{ dataDirectory: string; password: string }> {
  const dataDirectory = join(places.cluster, 'pgdata')
  const password = keptPassword(join(places.home, 'superuser.password'))
  if (existsSync(dataDirectory)) checkVersion(dataDirectory, binaries.version)
  else await initialise(dataDirectory, password, binaries, user)
  return { dataDirectory, password }
}

function checkVersion(dataDirectory: string, version: string): void {
  const made = readFileSync(join(dataDirectory, 'PG_VERSION'), 'utf8').trim()
  const ours = version.split('.')[0]
  if (made === ours) return
  throw new DomainFailure(
    domainError(
      'data.unreadable',
      `${dataDirectory} was made by PostgreSQL ${made}, but this program carries PostgreSQL ${ours}: ` +
        `dump it with the program that made it and load the dump here, or move it away to start empty`,
      { details: { made, carried: ours } },
    ),
  )
}

// A kill in the middle leaves `pgdata.new`, which the next start throws away: `pgdata` is always whole.
async function initialise(
  dataDirectory: string,
  password: string,
  binaries: Binaries,
  user: SystemUser | undefined,
): Promise<void> {
  const building = `${dataDirectory}.new`
  const passwordFile = `${dataDirectory}.password`
  rmSync(building, { recursive: true, force: true })
  makePrivate(building, user)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  try {
    await run(
      binaries.initdb,
      [
        ...['--pgdata', building, '--username=postgres', `--pwfile=${passwordFile}`],
        ...['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--no-instructions'],
      ],
      { ...user, cwd: building, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } },
    )
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim() || String(error)
    throw new DomainFailure(
      domainError('internal', `the database could not be initialised: ${reason}${hintFor(reason)}`),
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(building, dataDirectory)
}

// Postgres asks the system for the name of the user it runs as; a container's bare user id has none.
const hintFor = (reason: string): string =>
  reason.includes('user does not exist')
    ? ' (give this user id a line in /etc/passwd, run as root, or give the address of a Postgres of your own)'
    : ''
