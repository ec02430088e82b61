import {
  canonicalJson,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { DidResolver } from '../did/did-resolver.ts'
import { didOfKid } from '../did/did-web.ts'
import { checkDetachedJson, checkSignedJson, type FindKey } from '../verify/signed-json.ts'

/** Whose signature it is; `kid` names the key. */
export interface SignedBy {
  readonly signer: Did
  readonly kid: string
}

/**
 * Checks a compact JWS over canonical JSON. The key must stand under `assertionMethod` of its DID's
 * document; the caller decides whether that DID may say this. With `expected`, the signed value must
 * equal it. `auth.invalid`, or the resolver's error when the document cannot be had.
 */
export async function verifyJson(
  resolver: DidResolver,
  jws: string,
  expected?: unknown,
): Promise<Result<SignedBy & { readonly value: unknown }, DomainError>> {
  const checked = await checkSignedJson(assertionKeys(resolver), jws)
  if (!checked.ok) return checked
  const { kid, value } = checked.value
  if (expected !== undefined && canonicalJson(expected) !== canonicalJson(value)) {
    return err(domainError('auth.invalid', 'the signature belongs to another value'))
  }
  return ok({ ...signedBy(kid), value })
}

/** Checks a detached JWS against the value that travelled beside it; otherwise like `verifyJson`. */
export async function verifyDetachedJson(
  resolver: DidResolver,
  jws: string,
  value: unknown,
): Promise<Result<SignedBy, DomainError>> {
  const checked = await checkDetachedJson(assertionKeys(resolver), jws, value)
  return checked.ok ? ok(signedBy(checked.value.kid)) : checked
}

const assertionKeys =
  (resolver: DidResolver): FindKey =>
  async ({ kid }) => {
    const found = await resolver.findKey(kid, 'assertionMethod')
    return found.ok ? ok(found.value.jwk) : found
  }

/** The resolver found the key, hence its kid is a DID URL. */
const signedBy = (kid: string): SignedBy => ({ signer: didOfKid(kid) as Did, kid })
