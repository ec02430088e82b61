import { constants } from 'node:fs'
import { access, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'

const reasons: Readonly<Record<string, string>> = {
  ENOTDIR: 'is not a directory',
  EACCES: 'may not be written to',
  EPERM: 'may not be written to',
  EROFS: 'is on a disk that is read-only',
  ENOENT: 'takes no new directories',
}

/**
 * Makes a directory that we may write to, or finds it. Throws DomainFailure `input.invalid` that names the
 * part of the path that is in the way.
 */
export async function makePlace(directory: string): Promise<void> {
  const missing: string[] = []
  let there = directory
  let at = there
  try {
    for (; !(await exists(there)); there = dirname(there)) missing.unshift(there)
    at = there
    if (!(await stat(there)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' })
    await access(there, constants.W_OK | constants.X_OK)
    // One by one: a recursive mkdir below /proc never comes back.
    for (const path of missing) {
      at = dirname(path)
      await mkdirOnce(path)
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    const reason = reasons[code]
    if (reason === undefined) throw error
    const message = `nothing can be kept in ${directory}: ${at} ${reason}; choose another directory with --home DIR`
    throw new DomainFailure(domainError('input.invalid', message, { at: 'home' }))
  }
}

/** Below a file there is nothing, as little as below a directory that is not there. */
const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false
      throw error
    },
  )

const mkdirOnce = (path: string): Promise<void> =>
  mkdir(path).catch((error: NodeJS.ErrnoException) => {
    // Another process may have been faster.
    if (error.code !== 'EEXIST') throw error
  })
