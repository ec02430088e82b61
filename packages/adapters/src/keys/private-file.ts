import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Replaces a file that only we may read, at once and durably. */
export async function writePrivate(path: string, content: Uint8Array): Promise<void> {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = await open(fresh, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, path)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
  if (process.platform === 'win32') return
  const directory = await open(dirname(path), 'r')
  await directory.sync()
  await directory.close()
}

/** The file's content; undefined when there is none. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  return existsSync(path) ? readFile(path) : undefined
}
