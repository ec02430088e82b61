import { createPrivateKey, randomUUID, sign } from 'node:crypto'
import { type Did, toBase64Url, utf8 } from '@lianshu/kernel'
import { activeKey, type ParticipantKeys } from '@lianshu/trust'

export interface Forgery {
  /** Beside, or instead of, what an honest header says. */
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
  /** Makes the signature over the signing input; default: the sender's key, honestly. */
  readonly signature?: (input: string) => Uint8Array
}

export const nowSeconds = () => Math.floor(Date.now() / 1000)

/** The Authorization header of a request to `audience` that is honest but for the forgery. */
export function forgeToken(
  keys: ParticipantKeys,
  audience: Did,
  { header, claims, signature = signatureOf(keys) }: Forgery = {},
): string {
  const { did } = keys
  const iat = nowSeconds()
  const fair = { iss: did, sub: did, aud: audience, jti: randomUUID(), iat, exp: iat + 60 }
  const part = (value: object) => toBase64Url(utf8(JSON.stringify(value)))
  const honest = { alg: 'EdDSA', kid: activeKey(keys).kid, typ: 'JWT' }
  const input = `${part({ ...honest, ...header })}.${part({ ...fair, ...claims })}`
  return `Bearer ${input}.${toBase64Url(signature(input))}`
}

/** Signs as these keys' owner would. */
export const signatureOf =
  (keys: ParticipantKeys) =>
  (input: string): Uint8Array => {
    const key = createPrivateKey({ key: activeKey(keys).privateJwk as never, format: 'jwk' })
    return new Uint8Array(sign(null, Buffer.from(input), key))
  }
