import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { lockDirectory } from './directory-lock.ts'
import { canReach, makePrivate, makeShared, type SystemUser } from './system-user.ts'

/** Where the parts of one embedded Postgres lie. */
export interface Places {
  /** Lock, passwords and log; belongs to whoever started us. */
  readonly home: string
  /** Belongs to the user that Postgres runs as. */
  readonly cluster: string
}

/** Places that survive a restart of the machine and that every user may enter. */
const reachableRoots = ['/var/lib/lianshu', '/var/tmp/lianshu']

/**
 * Finds or makes the places below `directory`. Where Postgres runs as another user who cannot enter
 * `directory` (a clone below root's home), the cluster goes below the first usable one of
 * `reachableRoots`, and `directory/location.json` says where, so that the data is found again.
 */
export function findPlaces(directory: string, user: SystemUser | undefined): Places {
  mkdirSync(directory, { recursive: true })
  const home = realpathSync(directory)
  // Others may pass through to the cluster below, but not look around; secrets in here are 0600.
  chmodSync(home, user ? 0o711 : 0o700)
  const cluster = recordedLocation(home) ?? chooseCluster(home, user)
  makePrivate(cluster, user)
  return { home, cluster: realpathSync(cluster) }
}

function chooseCluster(home: string, user: SystemUser | undefined): string {
  const local = join(home, 'cluster')
  if (canReach(user, home)) return local
  if (existsSync(local)) {
    throw new DomainFailure(
      domainError(
        'data.unreadable',
        `the database in ${local} cannot be entered by the user that runs it: let others pass through its parent directories (chmod o+x)`,
      ),
    )
  }
  const elsewhere = join(firstUsable(reachableRoots), `postgres-${randomUUID()}`)
  writeFileSync(join(home, 'location.json'), `${JSON.stringify({ cluster: elsewhere })}\n`, {
    flush: true,
  })
  return elsewhere
}

function recordedLocation(home: string): string | undefined {
  const record = join(home, 'location.json')
  if (!existsSync(record)) return undefined
  const { cluster } = JSON.parse(readFileSync(record, 'utf8')) as { cluster?: unknown }
  if (typeof cluster === 'string' && cluster.startsWith('/')) return cluster
  throw new Error(`${record} does not say where the database lies: restore or remove it`)
}

/** The first root that we can make or that is ours already. */
export function firstUsable(roots: readonly string[]): string {
  const reasons: string[] = []
  for (const root of roots) {
    try {
      makeShared(root)
      return root
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new Error(`no place that the database's user can enter: ${reasons.join('; ')}`)
}

/**
 * Removes a stopped embedded Postgres with all its data, wherever its cluster lies. Throws DomainFailure
 * `conflict.exists` that names the holder while a process has it, and removes nothing then.
 */
export function removeEmbeddedPostgres(directory: string): void {
  if (!existsSync(directory)) return
  const elsewhere = recordedLocation(directory)
  const cluster = elsewhere ?? join(directory, 'cluster')
  // The lock of the start: a server that runs must not lose its files under its feet.
  const unlock = existsSync(cluster) ? lockDirectory(cluster, realpathSync(directory)) : undefined
  try {
    if (elsewhere) rmSync(elsewhere, { recursive: true, force: true })
    rmSync(directory, { recursive: true, force: true })
  } finally {
    unlock?.()
  }
}
