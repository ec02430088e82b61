import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'

const mark = Buffer.from('lianshu-sealed-1')
const nonceLength = 12
const tagLength = 16

/**
 * Encrypts a text with AES-256-GCM (NIST SP 800-38D) under a 32-byte key. `context` is authenticated
 * beside it: a sealed text that was moved to another name does not open.
 */
export function seal(key: Uint8Array, context: string, text: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([mark, nonce, cipher.getAuthTag(), body])
}

/** Opens what `seal` made; throws DomainFailure `data.unreadable` on a wrong key, context or content. */
export function unseal(key: Uint8Array, context: string, sealed: Buffer): string {
  try {
    if (!sealed.subarray(0, mark.length).equals(mark)) throw new Error('not a sealed file')
    const rest = sealed.subarray(mark.length)
    const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, nonceLength), {
      authTagLength: tagLength,
    })
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(rest.subarray(nonceLength, nonceLength + tagLength))
    const body = rest.subarray(nonceLength + tagLength)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    throw new DomainFailure(
      domainError(
        'data.unreadable',
        `the keys of ${context} do not open: the file was changed or its master key is another one; restore both from one backup`,
      ),
    )
  }
}

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
