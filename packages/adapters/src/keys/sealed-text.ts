import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Version 1 was bound to the participant's DID, version 2 is bound to the name of its file. */
const marks = { 1: Buffer.from('lianshu-sealed-1'), 2: Buffer.from('lianshu-sealed-2') } as const
const nonceLength = 12
const tagLength = 16

export type SealVersion = keyof typeof marks

/**
 * Encrypts a text with AES-256-GCM (NIST SP 800-38D) under a 32-byte key. `context` is authenticated
 * beside it: a sealed text that was moved to another name does not open.
 */
export function seal(key: Uint8Array, context: string, text: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([marks[2], nonce, cipher.getAuthTag(), body])
}

/** The version of a sealed text; undefined when it is none. */
export function sealVersion(sealed: Buffer): SealVersion | undefined {
  const mark = sealed.subarray(0, marks[2].length)
  return ([1, 2] as const).find((version) => marks[version].equals(mark))
}

/** Opens what `seal` made; undefined on a wrong key, context or content. */
export function unseal(key: Uint8Array, context: string, sealed: Buffer): string | undefined {
  try {
    const rest = sealed.subarray(marks[2].length)
    const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, nonceLength), {
      authTagLength: tagLength,
    })
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(rest.subarray(nonceLength, nonceLength + tagLength))
    const body = rest.subarray(nonceLength + tagLength)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
