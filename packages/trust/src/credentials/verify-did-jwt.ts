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
import { parseObject, type UnverifiedJws } from '../verify/jws.ts'

export interface DidJwtRules {
  /** Who must have signed it: its `iss`, and the DID of its `kid`. */
  readonly issuer: Did
  readonly audience: Did
  /** The relationship under which the issuer's document must list the key. */
  readonly purpose: KeyPurpose
  /** How far clocks may differ, in seconds. */
  readonly skewSeconds: number
}

const refuse = (message: string) => err(domainError('auth.invalid', message))

/**
 * Verifies a JWT by the rules of DIDs, with did-jwt: signature, relationship, audience, `nbf`, `iat`,
 * `exp`. That library tries every key of the issuer and opens nested JWTs, whose outer claims would then
 * pass unsigned; here it is given the one key that `kid` names, and a nested JWT is refused.
 */
export async function verifyDidJwt(
  deps: { readonly resolver: DidResolver; readonly clock: Clock },
  jws: UnverifiedJws,
  { issuer, audience, purpose, skewSeconds }: DidJwtRules,
): Promise<Result<void, DomainError>> {
  if (didOfKid(jws.kid) !== issuer || parseObject(jws.payload)?.iss !== issuer) {
    return refuse(`the JWT was not made by ${issuer}`)
  }
  const header = parseObject(jws.text.split('.')[0]!)
  if (String(header?.cty).toUpperCase() === 'JWT') return refuse('nested JWTs are not accepted')
  const key = await deps.resolver.findKey(jws.kid, purpose)
  if (!key.ok) return key
  // Loaded when the first presentation comes: a node that meets nobody need not hold it.
  const { verifyJWT } = await import('did-jwt')
  try {
    const { signer } = await verifyJWT(jws.text, {
      ...{ audience, proofPurpose: purpose, skewTime: skewSeconds },
      resolver: { resolve: async () => documentOf(key.value, purpose) },
      policies: { now: deps.clock.now().getTime() / 1000 },
    })
    return signer.id === jws.kid ? ok(undefined) : refuse(`not signed with ${jws.kid}`)
  } catch (error) {
    return refuse(`the JWT does not verify: ${(error as Error).message.slice(0, 300)}`)
  }
}

/** The issuer's document with one key in it, under one relationship. */
function documentOf({ did, kid, jwk }: ResolvedKey, purpose: KeyPurpose): DIDResolutionResult {
  // did-jwt knows keys by their type; what decides here is the JWK alone, whatever its type is called.
  const method = { id: kid, type: 'JsonWebKey2020', controller: did, publicKeyJwk: jwk }
  return {
    ...{ didResolutionMetadata: {}, didDocumentMetadata: {} },
    didDocument: { id: did, verificationMethod: [method], [purpose]: [kid] },
  }
}
