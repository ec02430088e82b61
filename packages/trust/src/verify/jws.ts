import {
  type DomainError,
  domainError,
  err,
  fromBase64Url,
  fromUtf8,
  ok,
  type Result,
  toBase64Url,
} from '@lianshu/kernel'
import type { PublicJwk } from '@lianshu/protocol/dcp'
import { checkSignature } from './check-signature.ts'

/** What is verified; we ourselves sign with the first two. */
export type SignatureAlgorithm = 'EdDSA' | 'ES256' | 'RS256' | 'PS256'

/** The parts of a compact JWS before anything about it is believed. */
export interface UnverifiedJws {
  readonly alg: SignatureAlgorithm
  readonly kid: string
  readonly typ: string | undefined
  /** Base64url; empty when the payload is detached. */
  readonly payload: string
  readonly text: string
}

type AuthInvalid = DomainError<'auth.invalid'>

const maxLength = 1_000_000
const compactPattern = /^[\w-]+\.[\w-]*\.[\w-]*$/
const algorithms: readonly string[] = ['EdDSA', 'ES256', 'RS256', 'PS256']
const refuse = (message: string) => err(domainError('auth.invalid', message))

/** A JWS whose header names its key, or leaves it to be found. */
export type NamelessJws = Omit<UnverifiedJws, 'kid'> & { readonly kid?: string }

/**
 * Takes a compact JWS (RFC 7515 section 3.1) apart. `auth.invalid` unless the algorithm is one that we
 * verify, a `kid` names the key, it is not nested, and no critical extension is asked for.
 */
export function readJws(text: string): Result<UnverifiedJws, AuthInvalid> {
  const read = readNamelessJws(text)
  if (!read.ok) return read
  const { kid } = read.value
  return kid === undefined ? refuse('the JWS header needs a kid') : ok({ ...read.value, kid })
}

/** The same where a `kid` may be missing, because the signer has one key alone. */
export function readNamelessJws(text: string): Result<NamelessJws, AuthInvalid> {
  if (text.length > maxLength) return refuse('the signature text is too long')
  // One text per signature: decoders let white space and padding pass.
  if (!compactPattern.test(text)) return refuse('not a compact JWS: three parts in base64url')
  const parts = text.split('.')
  const header = parseObject(parts[0]!)
  if (header === undefined) return refuse('the JWS header is not a JSON object')
  const { alg, kid, typ, cty, crit } = header
  if (crit !== undefined) return refuse('the JWS asks for an extension that is not supported')
  // did-jwt would open it and believe the claims around it unsigned.
  if (cty !== undefined && (typeof cty !== 'string' || cty.toUpperCase() === 'JWT')) {
    return refuse('nested JWTs are not accepted')
  }
  if (!isAlgorithm(alg)) {
    return refuse(`the signature algorithm must be one of ${algorithms.join(', ')}`)
  }
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > 1024)) {
    return refuse('the kid in the JWS header must be a text')
  }
  if (typ !== undefined && typeof typ !== 'string') return refuse('the JWS typ must be a text')
  return ok({ alg, kid, typ, payload: parts[1]!, text })
}

/** Checks the signature with `jwk`, whose own kind decides the algorithm; the header must agree. */
export async function checkJws(
  jws: UnverifiedJws,
  jwk: PublicJwk,
): Promise<Result<Uint8Array, AuthInvalid>> {
  const possible = algorithmsOf(jwk)
  if (possible.length === 0) return refuse(`key ${jws.kid} must be Ed25519, P-256 or RSA`)
  if (!possible.includes(jws.alg)) {
    return refuse(`key ${jws.kid} cannot make ${jws.alg} signatures`)
  }
  try {
    const { kty, crv, x, y, n, e } = jwk
    const isGood = await checkSignature(jws.text, jws.alg, { kty, crv, x, y, n, e })
    if (isGood) return ok(fromBase64Url(jws.payload))
  } catch {
    // A key or a text that is none proves nothing either.
  }
  return refuse(`the signature does not match key ${jws.kid}`)
}

/** Puts a payload back into a detached JWS (RFC 7515 appendix F); undefined when one is there already. */
export function attachPayload(detached: string, payload: Uint8Array): string | undefined {
  const parts = detached.split('.')
  if (parts.length !== 3 || parts[1] !== '') return undefined
  return `${parts[0]}.${toBase64Url(payload)}.${parts[2]}`
}

/** Takes the payload out of a compact JWS; the value must then travel beside it. */
export function detachPayload(jws: string): string {
  const [header, , signature] = jws.split('.')
  return `${header}..${signature}`
}

/** Parses base64url JSON that must be an object; undefined otherwise. */
export function parseObject(base64Url: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(fromBase64Url(base64Url)))
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const isAlgorithm = (alg: unknown): alg is SignatureAlgorithm =>
  typeof alg === 'string' && algorithms.includes(alg)

/** RSA keys below 2048 bits are refused when they are used. */
function algorithmsOf({ kty, crv }: PublicJwk): readonly SignatureAlgorithm[] {
  if (kty === 'OKP' && crv === 'Ed25519') return ['EdDSA']
  if (kty === 'EC' && crv === 'P-256') return ['ES256']
  return kty === 'RSA' ? ['RS256', 'PS256'] : []
}
