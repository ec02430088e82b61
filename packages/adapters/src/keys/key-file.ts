import { chmod, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { KeyStore, ParticipantKeys } from '@lianshu/trust'
import { givenKeys, keysInFile, parseMasterKey, unreadable } from './master-key.ts'
import { openSealedFiles } from './sealed-files.ts'

export interface KeyFileOptions {
  /** The master key itself, 32 bytes in base64url or hexadecimal: then none is kept on the disk. */
  readonly masterKey?: string
  /** The master key before it: what it opens is sealed under the new one at once. */
  readonly previousMasterKey?: string
  /** Where the master key stands, readable by its owner alone. Default: `master.key` beside the sealed files. */
  readonly masterKeyFile?: string
}

/** Private keys at rest, and the master key that seals them. */
export interface KeyFile extends KeyStore {
  /**
   * Makes a new master key and seals everything under it, while keys are read and written; answers with
   * the number of files. Cut short, it goes on at the next start. `state.illegal` when the master key comes
   * from the settings: only whoever gives it can change it.
   */
  renewMasterKey(): Promise<Result<number, DomainError<'state.illegal'>>>
}

interface Known {
  readonly stamp: string
  readonly keys: ParticipantKeys
}

/**
 * A KeyStore in a directory of mode 0700: one sealed file per participant, each 0600. Keep the master
 * key out of backups that hold the sealed files. What another process changes is seen at the next load.
 * Throws DomainFailure `data.unreadable` when others can read the master key or a file does not open.
 */
export async function openKeyFile(
  directory: string,
  options: KeyFileOptions = {},
): Promise<KeyFile> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
  const ring = await openRing(directory, options)
  const files = openSealedFiles(directory, ring)
  if ((await ring.read()).length > 1) await sealAnew()
  const known = new Map<Did, Known>()

  async function sealAnew(): Promise<number> {
    const { sealed, left } = await files.sealAll()
    // The old key stays while a file needs it; the next start looks again.
    if (left === 0) await ring.finish?.()
    return sealed
  }

  return {
    async load(did) {
      const stamp = await stampOf(files.path(did))
      const before = known.get(did)
      if (before && before.stamp === stamp) return before.keys
      const text = stamp && (await files.read(did))
      if (!text) return undefined
      const keys = JSON.parse(text) as ParticipantKeys
      known.set(did, { stamp, keys })
      return keys
    },
    async save(keys) {
      known.delete(keys.did)
      await files.write(keys.did, JSON.stringify(keys))
    },
    async renewMasterKey() {
      if (!ring.begin) {
        const message =
          'the master key comes from the settings: start with a new LIANSHU_MASTER_KEY and the old one as LIANSHU_PREVIOUS_MASTER_KEY'
        return err(domainError('state.illegal', message))
      }
      await ring.begin()
      return ok(await sealAnew())
    },
  }
}

async function openRing(directory: string, options: KeyFileOptions) {
  const { masterKey, previousMasterKey, masterKeyFile = join(directory, 'master.key') } = options
  if (masterKey === undefined) return keysInFile(masterKeyFile)
  const current = parseMasterKey(masterKey)
  const previous = previousMasterKey === undefined ? undefined : parseMasterKey(previousMasterKey)
  if (current && (previous || previousMasterKey === undefined)) return givenKeys(current, previous)
  throw unreadable('a master key is 32 bytes in base64url or hexadecimal')
}

/** Changes whenever a file is replaced; empty when there is none. */
async function stampOf(path: string): Promise<string> {
  const facts = await stat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return facts ? `${facts.ino}-${facts.mtimeNs}-${facts.size}` : ''
}
