import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { isAlive, startOf } from './process-identity.ts'

interface Holder {
  readonly pid: number
  readonly start?: string
}

/**
 * Takes a directory for this process alone and returns the way to give it back. A lock whose holder is
 * gone, or whose id now belongs to another process, is taken over. Throws DomainFailure
 * `conflict.exists` that names the holder when it is alive, and calls the directory
 * `shownAs`.
 */
export function lockDirectory(directory: string, shownAs = directory): () => void {
  const lock = join(directory, 'lock')
  const mine = join(directory, `lock.${randomUUID()}`)
  const self: Holder = { pid: process.pid, start: startOf(process.pid) }
  writeFileSync(mine, JSON.stringify(self), { mode: 0o600, flush: true })
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      // A link, unlike a rename, never replaces what another process put there meanwhile.
      if (tryLink(mine, lock)) return () => rmSync(lock, { force: true })
      const text = readText(lock)
      if (text === undefined) continue
      const holder = parseHolder(text)
      if (holder && holds(holder)) throw new DomainFailure(inUse(shownAs, holder))
      removeStale(lock, text)
    }
    throw new DomainFailure(
      domainError('conflict.exists', `${shownAs} is being taken by several processes at once`),
    )
  } finally {
    rmSync(mine, { force: true })
  }
}

function holds(holder: Holder): boolean {
  if (!isAlive(holder.pid)) return false
  const start = startOf(holder.pid)
  return start === undefined || holder.start === undefined || start === holder.start
}

/** Moves the stale lock away; puts it back when it was another process's fresh lock by then. */
function removeStale(lock: string, staleText: string): void {
  const aside = `${lock}.${randomUUID()}`
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  if (readText(aside) !== staleText) tryLink(aside, lock)
  rmSync(aside, { force: true })
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value)) return undefined
    return typeof value.pid === 'number' ? (value as Holder) : undefined
  } catch {
    return undefined
  }
}

const inUse = (directory: string, holder: Holder) =>
  domainError(
    'conflict.exists',
    `${directory} is in use by process ${holder.pid}: stop that process, or choose another directory`,
    { details: { pid: holder.pid, directory } },
  )
