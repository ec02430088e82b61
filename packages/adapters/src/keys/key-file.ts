import { createHash, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import type { KeyStore, ParticipantKeys } from '@lianshu/trust'
import { readIfThere, seal, unseal, writePrivate } from './sealed-file.ts'

const masterKeyLength = 32

/**
 * A KeyStore in a directory of mode 0700: one sealed file per participant and the master key that
 * opens them, each 0600. Keep the master key out of backups that hold the sealed files, or give its
 * file a place of its own with `masterKeyFile`. Throws DomainFailure `data.unreadable` when others can
 * read the master key or a file does not open.
 */
export async function openKeyFile(
  directory: string,
  options: { readonly masterKeyFile?: string } = {},
): Promise<KeyStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
  const master = await masterKey(options.masterKeyFile ?? join(directory, 'master.key'))
  const fileOf = (did: string) =>
    join(directory, `${createHash('sha256').update(did).digest('hex')}.sealed`)
  return {
    async load(did) {
      const sealed = await readIfThere(fileOf(did))
      return sealed && (JSON.parse(unseal(master, did, sealed)) as ParticipantKeys)
    },
    async save(keys) {
      await writePrivate(fileOf(keys.did), seal(master, keys.did, JSON.stringify(keys)))
    },
  }
}

async function masterKey(path: string): Promise<Buffer> {
  if ((await readIfThere(path)) === undefined) await makeMasterKey(path)
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new DomainFailure(
      domainError('data.unreadable', `others may read the master key ${path}: run chmod 600 on it`),
    )
  }
  const key = Buffer.from(String(await readIfThere(path)).trim(), 'base64url')
  if (key.length === masterKeyLength) return key
  throw new DomainFailure(
    domainError('data.unreadable', `${path} does not hold a master key: restore it from a backup`),
  )
}

/** A link instead of a rename: of two processes that start at once, both get the first one's key. */
async function makeMasterKey(path: string): Promise<void> {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  await writePrivate(fresh, Buffer.from(`${randomBytes(masterKeyLength).toString('base64url')}\n`))
  try {
    await link(fresh, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(fresh, { force: true })
  }
}
