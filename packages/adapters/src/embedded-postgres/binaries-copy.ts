import { randomUUID } from 'node:crypto'
import { chmodSync, cpSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstUsable } from './places.ts'
import { makeShared } from './system-user.ts'

const cacheRoots = [
  '/var/cache/lianshu',
  '/var/tmp/lianshu-cache',
  join(tmpdir(), `lianshu-cache-${process.getuid?.() ?? 'user'}`),
]

/**
 * Copies a package's native tree to a place that every user may read, once per version, and returns
 * the copy. The copy belongs to us and only we may write it, so that nobody else can put a program
 * there for Postgres' user to run. `complete` makes the links that the tree lacks.
 */
export function copyReadable(
  native: string,
  version: string,
  complete: (native: string) => boolean,
  roots = cacheRoots,
): string {
  const root = firstUsable(roots)
  const copy = join(root, `postgres-${version}-${process.platform}-${process.arch}`)
  if (!exists(copy)) {
    const building = `${copy}.${randomUUID()}`
    cpSync(native, join(building, 'native'), { recursive: true, verbatimSymlinks: true })
    complete(join(building, 'native'))
    openForReading(building)
    try {
      renameSync(building, copy)
    } catch (error) {
      // Another process may have made the same copy meanwhile; theirs is as good.
      rmSync(building, { recursive: true, force: true })
      if (!exists(copy)) throw error
    }
  }
  makeShared(copy)
  return join(copy, 'native')
}

// The copy keeps the modes of an install that may have hidden everything from others.
function openForReading(path: string): void {
  const stat = lstatSync(path)
  if (stat.isDirectory()) {
    chmodSync(path, 0o755)
    for (const name of readdirSync(path)) openForReading(join(path, name))
  } else if (stat.isFile()) {
    chmodSync(path, stat.mode & 0o100 ? 0o755 : 0o644)
  }
}

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined
