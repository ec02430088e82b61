import {
  canonicalJson,
  type DomainError,
  domainError,
  err,
  fromUtf8,
  ok,
  type Result,
  utf8,
} from '@lianshu/kernel'
import type { PublicJwk } from '@lianshu/protocol/dcp'
import { attachPayload, checkJws, readJws, type UnverifiedJws } from './jws.ts'

/** `typ` of a JWS over canonical JSON; tells it apart from tokens and credentials of the same key. */
export const signedJsonType = 'lianshu+json'

/** Finds the public key that a `kid` names. */
export type FindKey = (jws: UnverifiedJws) => Promise<Result<PublicJwk, DomainError>>

/** Public keys by `kid`, for a verifier that has no resolver: a browser, an offline check. */
export type PublicKeys = Readonly<Record<string, PublicJwk>>

/** Looks keys up in a list that the caller trusts. */
export const findIn =
  (keys: PublicKeys): FindKey =>
  async ({ kid }) =>
    Object.hasOwn(keys, kid)
      ? ok(keys[kid]!)
      : err(domainError('auth.invalid', `no key ${kid} is known`))

/** Checks a compact JWS over canonical JSON and returns what was signed. */
export async function checkSignedJson(
  findKey: FindKey,
  jws: string,
): Promise<Result<{ kid: string; value: unknown }, DomainError>> {
  const read = readJws(jws)
  if (!read.ok) return read
  if (read.value.typ !== signedJsonType) {
    return err(domainError('auth.invalid', `typ must be ${signedJsonType}`))
  }
  const key = await findKey(read.value)
  if (!key.ok) return key
  const payload = await checkJws(read.value, key.value)
  if (!payload.ok) return payload
  const value = parseCanonical(payload.value)
  if (value === undefined) {
    return err(domainError('auth.invalid', 'what was signed is not canonical JSON (RFC 8785)'))
  }
  return ok({ kid: read.value.kid, value })
}

/** Checks a detached JWS against the value that travelled beside it. */
export async function checkDetachedJson(
  findKey: FindKey,
  jws: string,
  value: unknown,
): Promise<Result<{ kid: string }, DomainError>> {
  const attached = attachPayload(jws, utf8(canonicalJson(value)))
  if (attached === undefined) {
    return err(domainError('auth.invalid', 'the JWS must be detached: its middle part is empty'))
  }
  const checked = await checkSignedJson(findKey, attached)
  return checked.ok ? ok({ kid: checked.value.kid }) : checked
}

/** Two texts of one value must not both verify, hence only the canonical one is accepted. */
function parseCanonical(bytes: Uint8Array): unknown {
  try {
    const text = fromUtf8(bytes)
    const value: unknown = JSON.parse(text)
    return canonicalJson(value) === text ? value : undefined
  } catch {
    return undefined
  }
}
