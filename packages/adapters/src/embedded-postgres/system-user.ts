import { chmodSync, chownSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Postgres refuses to run as root, so under root it runs as the user that owns nothing. */
const nobody = { uid: 65_534, gid: 65_534 }

/** The user that Postgres runs as; undefined means: the one we are. */
export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

export const postgresUser = (): SystemUser | undefined =>
  process.getuid?.() === 0 ? nobody : undefined

/** True when the user may enter the directory: every parent lets others pass, or is the user's own. */
export function canReach(user: SystemUser | undefined, directory: string): boolean {
  if (!user) return true
  for (let path = directory; ; path = dirname(path)) {
    const { mode, uid } = statSync(path)
    if ((mode & (uid === user.uid ? 0o100 : 0o001)) === 0) return false
    if (path === dirname(path)) return true
  }
}

/** Makes a directory that only the user may enter. */
export function makePrivate(directory: string, user: SystemUser | undefined): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  if (user) chownSync(directory, user.uid, user.gid)
}

/**
 * Makes, or accepts, a directory of ours that others may read. Throws when it is a link, belongs to
 * somebody else or is writable by others: in a shared place such a directory may be a trap.
 */
export function makeShared(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  const { uid, mode } = lstatSync(directory)
  const ours = lstatSync(directory).isDirectory() && uid === process.getuid?.()
  if (!ours || (mode & 0o022) !== 0) {
    throw new Error(`${directory} belongs to another user or is writable by others: remove it`)
  }
  chmodSync(directory, 0o755)
}
