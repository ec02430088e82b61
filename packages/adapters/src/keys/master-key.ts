import { randomBytes } from 'node:crypto'
import { link, rename, rm, stat } from 'node:fs/promises'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { readIfThere, writePrivate } from './private-file.ts'

/** Length of a master key, in bytes. */
const masterKeyLength = 32

/**
 * The master keys of a node, the one to seal with first; older ones only open. In a file of ours, a
 * second one stands there while everything is sealed anew.
 */
export interface KeyRing {
  read(): Promise<readonly [Buffer, ...Buffer[]]>
  /** Puts a fresh key in front; going on with one that is there already. Absent when others give us the keys. */
  readonly begin?: () => Promise<void>
  /** Lets go of the older key. */
  readonly finish?: () => Promise<void>
}

/** Keys that came with the settings: they never lie on our disk. */
export function givenKeys(current: Buffer, previous: Buffer | undefined): KeyRing {
  return { read: async () => (previous ? [current, previous] : [current]) }
}

/**
 * Keys in a file that only its owner may read, made at the first use. Throws DomainFailure
 * `data.unreadable` when others may read it or it holds no key.
 */
export async function keysInFile(path: string): Promise<KeyRing> {
  const next = `${path}.next`
  if ((await readIfThere(path)) === undefined) await makeKey(path)
  const ring: KeyRing = {
    async read() {
      const current = await readKey(path)
      const newer = (await readIfThere(next)) && (await readKey(next))
      return newer ? [newer, current] : [current]
    },
    begin: () => makeKey(next),
    finish: () => rename(next, path),
  }
  await ring.read()
  return ring
}

/** A key as settings and files write it: 32 bytes in base64url or hexadecimal; undefined when it is none. */
export function parseMasterKey(text: string): Buffer | undefined {
  const plain = text.trim()
  if (/^[0-9a-fA-F]{64}$/.test(plain)) return Buffer.from(plain, 'hex')
  return /^[\w-]{43}=?$/.test(plain) ? Buffer.from(plain, 'base64url') : undefined
}

async function readKey(path: string): Promise<Buffer> {
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw unreadable(`others may read the master key ${path}: run chmod 600 on it`)
  }
  const key = parseMasterKey(String(await readIfThere(path)))
  if (key) return key
  throw unreadable(`${path} does not hold a master key: restore it from a backup`)
}

/** A link instead of a rename: of two processes that start at once, both get the first one's key. */
async function makeKey(path: string): Promise<void> {
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

export const unreadable = (message: string) =>
  new DomainFailure(domainError('data.unreadable', message))
