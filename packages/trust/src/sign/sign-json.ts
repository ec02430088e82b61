import { canonicalJson, toBase64Url, utf8 } from '@lianshu/kernel'
import type { SigningKey } from '../keys/participant-keys.ts'
import { detachPayload } from '../verify/jws.ts'
import { signedJsonType } from '../verify/signed-json.ts'
import { signText } from './sign-text.ts'

/** Signs the canonical JSON (RFC 8785) of a value: a compact JWS that carries it. */
export async function signJson(key: SigningKey, value: unknown): Promise<string> {
  return signBytes(key, signedJsonType, utf8(canonicalJson(value)))
}

/** Signs a value that travels beside the signature: a compact JWS with an empty middle part. */
export async function signDetachedJson(key: SigningKey, value: unknown): Promise<string> {
  return detachPayload(await signJson(key, value))
}

/** Signs bytes as a compact JWS; `typ` says what they are, so that no verifier takes one for another. */
export async function signBytes(key: SigningKey, typ: string, bytes: Uint8Array): Promise<string> {
  const header = toBase64Url(utf8(JSON.stringify({ alg: key.algorithm, kid: key.kid, typ })))
  const input = `${header}.${toBase64Url(bytes)}`
  return `${input}.${signText(key, input)}`
}
