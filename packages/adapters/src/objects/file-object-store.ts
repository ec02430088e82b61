import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import {
  type ByteRange,
  DomainFailure,
  domainError,
  type ObjectStore,
  type StoredObject,
} from '@lianshu/kernel'
import { openObjectFile, writeObjectFile } from './object-file.ts'
import { checkKey, checkPrefix } from './object-key.ts'
import { keyToPath, pathToKey } from './object-path.ts'

const dayMs = 86_400_000

/**
 * An ObjectStore in a directory that it owns alone; several processes may share it. Throws DomainFailure
 * `input.invalid` on a key outside the port's grammar or a range that makes no sense.
 */
export async function openFileObjectStore(directory: string): Promise<ObjectStore> {
  const objects = join(directory, 'objects')
  const incoming = join(directory, 'incoming')
  await mkdir(objects, { recursive: true, mode: 0o700 })
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  await removeAbandoned(incoming)
  const pathOf = (key: string) => {
    checkKey(key)
    return join(objects, keyToPath(key))
  }

  const head = async (key: string): Promise<StoredObject | undefined> => {
    const opened = await openObjectFile(pathOf(key))
    if (!opened) return undefined
    await opened.file.close()
    return { key, ...opened.facts }
  }

  return {
    head,

    async put(key, content) {
      const path = pathOf(key)
      const fresh = join(incoming, randomUUID())
      try {
        const facts = await writeObjectFile(fresh, content)
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await rename(fresh, path)
        await syncUpTo(objects, dirname(path))
        return { key, ...facts }
      } catch (error) {
        await rm(fresh, { force: true })
        throw error
      }
    },

    async get(key, range) {
      if (range) checkRange(range)
      const opened = await openObjectFile(pathOf(key))
      if (!opened) return undefined
      const { file, facts } = opened
      const start = range?.start ?? 0
      const end = Math.min(range?.end ?? facts.size, facts.size - 1)
      if (start <= end) return file.createReadStream({ start, end })
      await file.close()
      return nothing()
    },

    async delete(key) {
      const path = pathOf(key)
      const existed = (await head(key)) !== undefined
      await rm(path, { force: true })
      if (existed) await syncDirectory(dirname(path))
      return existed
    },

    async list(prefix) {
      checkPrefix(prefix)
      const entries = await readdir(objects, { recursive: true, withFileTypes: true })
      const keys = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(relative(objects, entry.parentPath), entry.name))
        .map((path) => pathToKey(path.split(sep).join('/')))
        .filter((key) => key.startsWith(prefix))
        .sort()
      const found = await Promise.all(keys.map(head))
      return found.filter((object) => object !== undefined)
    },
  }
}

async function* nothing(): AsyncIterable<Uint8Array> {}

function checkRange({ start, end = start }: ByteRange): void {
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end >= start) return
  throw new DomainFailure(
    domainError(
      'input.invalid',
      `bytes ${start} to ${end} are not a range: give 0 <= start <= end`,
    ),
  )
}

/** A rename is durable when the directory is; new directories in between count as well. */
async function syncUpTo(top: string, directory: string): Promise<void> {
  for (let path = directory; ; path = dirname(path)) {
    await syncDirectory(path)
    if (path === top) return
  }
}

async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open a directory; there the file system's journal has to do.
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A kill in the middle of a `put` leaves its file; another process may still be writing a young one. */
async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > dayMs) await rm(path, { force: true })
  }
}
