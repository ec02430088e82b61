import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { KeyPurpose } from '@lianshu/protocol/dcp'
import type { DIDResolutionResult } from 'did-resolver'
import type { DidResolver, ResolvedKey } from '../did/did-resolver.ts'
import { didOfKid } from '../did/did-web.ts'
import { checkJws, parseObject, type UnverifiedJws } from '../verify/jws.ts'

export interface DidJwtRules {
  /** Who must have signed it: the DID of its `kid`, and its `iss` when it has one. */
  readonly issuer: Did
  /** Whom its `aud` must name; without it, the JWT must have no `aud`. */
  readonly audience?: Did
  /** The relationship under which the issuer's document must list the key. */
  readonly purpose: KeyPurpose
  /** How far clocks may differ, in seconds. */
  readonly skewSeconds: number
}

const refuse = (message: string) => err(domainError('auth.invalid', message))

/**
 * Verifies a JWT by the rules of DIDs, with did-jwt: signature, relationship, audience, `nbf`, `iat`,
 * `exp`. That library tries every key of the issuer and opens nested JWTs, whose outer claims would then
 * pass unsigned; here it is given the one key that `kid` names, and `readJws` refuses a nested JWT. It
 * knows no RSA: such signatures are checked like those of tokens.
 */
export async function verifyDidJwt(
  deps: { readonly resolver: DidResolver; readonly clock: Clock },
  jws: UnverifiedJws,
  rules: DidJwtRules,
): Promise<Result<void, DomainError>> {
  const claims = parseObject(jws.payload)
  const { issuer, purpose } = rules
  if (didOfKid(jws.kid) !== issuer || (claims?.iss ?? issuer) !== issuer) {
    return refuse(`the JWT was not signed by its issuer ${issuer}`)
  }
  const key = await deps.resolver.findKey(jws.kid, purpose)
  if (!key.ok) return key
  if (key.value.jwk.kty === 'RSA') {
    const signature = await checkJws(jws, key.value.jwk)
    return signature.ok ? ok(undefined) : signature
  }
  try {
    const isJwt = claims?.iss !== undefined
    const signer = await (isJwt ? verifyClaims : verifySignature)(deps, jws, key.value, rules)
    return signer === jws.kid ? ok(undefined) : refuse(`not signed with ${jws.kid}`)
  } catch (error) {
    return refuse(`the JWT does not verify: ${(error as Error).message.slice(0, 300)}`)
  }
}

type Verify = (
  deps: { readonly clock: Clock },
  jws: UnverifiedJws,
  key: ResolvedKey,
  rules: DidJwtRules,
) => Promise<string>

// Both load did-jwt when the first JWT comes: a node that meets nobody need not hold it.
const verifyClaims: Verify = async ({ clock }, jws, key, { audience, purpose, skewSeconds }) => {
  const { verifyJWT } = await import('did-jwt')
  const { signer } = await verifyJWT(jws.text, {
    ...{ audience, proofPurpose: purpose, skewTime: skewSeconds },
    resolver: { resolve: async () => documentOf(key, purpose) },
    policies: { now: clock.now().getTime() / 1000 },
  })
  return signer.id
}

/** For a VCDM 2.0 credential, which has members of its own in the place of JWT claims. */
const verifySignature: Verify = async (_, jws, key) => {
  const { verifyJWS } = await import('did-jwt')
  return verifyJWS(jws.text, methodOf(key)).id
}

// did-jwt knows keys by their type; what decides here is the JWK alone, whatever its type is called.
const methodOf = ({ did, kid, jwk }: ResolvedKey) =>
  ({ id: kid, type: 'JsonWebKey2020', controller: did, publicKeyJwk: jwk }) as const

/** The issuer's document with one key in it, under one relationship. */
function documentOf(key: ResolvedKey, purpose: KeyPurpose): DIDResolutionResult {
  return {
    ...{ didResolutionMetadata: {}, didDocumentMetadata: {} },
    didDocument: { id: key.did, verificationMethod: [methodOf(key)], [purpose]: [key.kid] },
  }
}
