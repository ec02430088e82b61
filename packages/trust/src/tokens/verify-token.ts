import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type SeenTokens,
} from '@lianshu/kernel'
import { type SelfIssuedClaims, selfIssuedClaimsSchema } from '@lianshu/protocol/dcp'
import type { DidResolver } from '../did/did-resolver.ts'
import { didOfKid } from '../did/did-web.ts'
import { checkJws, type NamelessJws, parseObject, readNamelessJws } from '../verify/jws.ts'

export interface VerifyTokenDeps {
  readonly resolver: DidResolver
  readonly seenTokens: SeenTokens
  readonly clock: Clock
  /** How far clocks may differ, in seconds. Default 10. */
  readonly skewSeconds?: number
}

export interface VerifiedToken {
  readonly issuer: Did
  readonly tokenId: string
  readonly accessToken?: string
}

type TokenError = DomainError<'auth.invalid' | 'auth.replayed'>

/**
 * The longest life of a token that is accepted, in seconds: it bounds what must be remembered. Ours live
 * shorter; other makes issue for ten minutes.
 */
export const maxTokenSeconds = 900
const maxTokenLength = 16_384

const refuse = (message: string) => err(domainError('auth.invalid', message))

/**
 * Verifies a self-issued ID token that was sent to `audience` (DCP 1.0 section 4.3.3). Claims that cost
 * nothing to check come first, so that a stranger cannot make us resolve DIDs with garbage; the token id
 * is remembered last, so that a forged token cannot use up a real one's id.
 */
export async function verifySelfIssuedToken(
  deps: VerifyTokenDeps,
  { token, audience }: { readonly token: string; readonly audience: Did },
): Promise<Result<VerifiedToken, TokenError>> {
  if (token.length > maxTokenLength) return refuse('the token is too long')
  const jws = readNamelessJws(token)
  if (!jws.ok) return jws
  if (jws.value.typ !== undefined && jws.value.typ.toUpperCase() !== 'JWT') {
    return refuse(`a token has typ JWT, not ${jws.value.typ.slice(0, 40)}`)
  }
  const claims = readClaims(jws.value.payload)
  if (!claims.ok) return claims
  const skew = deps.skewSeconds ?? 10
  const sound = checkClaims(claims.value, jws.value.kid, audience, skew, deps.clock)
  if (!sound.ok) return sound
  const { iss, jti, exp, token: accessToken } = claims.value
  const key = await findKey(deps.resolver, jws.value, iss)
  if (!key.ok) return refuse(key.error.message)
  const signature = await checkJws({ ...jws.value, kid: key.value.kid }, key.value.jwk)
  if (!signature.ok) return signature
  const expiresAt = new Date((exp + skew) * 1000)
  if (!(await deps.seenTokens.remember(audience, iss, jti, expiresAt))) {
    return err(domainError('auth.replayed', 'this token was used before; issue one per request'))
  }
  return ok({ issuer: iss, tokenId: jti, accessToken })
}

const findKey = (resolver: DidResolver, { kid }: NamelessJws, issuer: Did) =>
  kid === undefined
    ? resolver.findOnlyKey(issuer, 'capabilityInvocation')
    : resolver.findKey(kid, 'capabilityInvocation')

function readClaims(payload: string): Result<SelfIssuedClaims, TokenError> {
  const parsed = selfIssuedClaimsSchema.safeParse(parseObject(payload))
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return refuse(`token claim ${issue?.path.join('.') || 'set'}: ${issue?.message}`)
}

function checkClaims(
  claims: SelfIssuedClaims,
  kid: string | undefined,
  audience: Did,
  skewSeconds: number,
  clock: Clock,
): Result<void, TokenError> {
  const now = clock.now().getTime() / 1000
  if (claims.iss !== claims.sub) return refuse('iss and sub must be the same DID')
  if (kid !== undefined && didOfKid(kid) !== claims.iss)
    return refuse('the kid must be a key of the issuer')
  if (claims.aud !== audience) return refuse('the token is for another audience')
  if (claims.iat > now + skewSeconds) return refuse('iat is in the future')
  if (claims.nbf !== undefined && claims.nbf > now + skewSeconds)
    return refuse('nbf is not reached')
  if (claims.exp <= now - skewSeconds) return refuse('the token has expired')
  const lifetime = claims.exp - claims.iat
  if (lifetime <= 0 || lifetime > maxTokenSeconds) {
    return refuse(`a token lives between 1 and ${maxTokenSeconds} seconds`)
  }
  return ok(undefined)
}
