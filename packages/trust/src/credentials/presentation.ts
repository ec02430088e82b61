import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  mintUrn,
  ok,
  type Random,
  type Result,
  utf8,
} from '@lianshu/kernel'
import {
  credentialsContext,
  jwtSchema,
  type PresentationPayload,
  presentationPayloadSchema,
} from '@lianshu/protocol/dcp'
import type { DidResolver } from '../did/did-resolver.ts'
import { didOfKid } from '../did/did-web.ts'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { signBytes } from '../sign/sign-json.ts'
import { parseObject, readJws } from '../verify/jws.ts'
import { verifyDidJwt } from './verify-did-jwt.ts'

/** `typ` of a presentation as JWT (VC-JOSE-COSE section 3.1.2). */
export const presentationJwtType = 'vp+jwt'
const credentialPrefix = 'data:application/vc+jwt,'
const lifetimeSeconds = 120
const skewSeconds = 10

/** Presents credentials to one verifier; the holder's key proves that the holder shows them. */
export async function buildPresentation(
  deps: { readonly keys: ParticipantKeys; readonly clock: Clock; readonly random: Random },
  { credentials, audience }: { readonly credentials: readonly string[]; readonly audience: Did },
): Promise<string> {
  const iat = Math.floor(deps.clock.now().getTime() / 1000)
  const payload: PresentationPayload = {
    '@context': [credentialsContext],
    id: mintUrn(deps.random),
    type: ['VerifiablePresentation'],
    holder: deps.keys.did,
    verifiableCredential: credentials.map((jwt) => ({
      '@context': credentialsContext,
      type: 'EnvelopedVerifiableCredential',
      id: `${credentialPrefix}${jwt}`,
    })),
    iss: deps.keys.did,
    aud: audience,
    iat,
    exp: iat + lifetimeSeconds,
  }
  return signBytes(activeKey(deps.keys), presentationJwtType, utf8(JSON.stringify(payload)))
}

const refuse = (message: string) => err(domainError('auth.invalid', message))

/**
 * Verifies a presentation that `holder` made for `audience` (DCP 1.0 section 5.4.3) and returns the
 * credential JWTs inside, each still to be verified. The key must stand under `authentication`. Claims that
 * cost nothing to check come first, so that garbage resolves no DID.
 */
export async function verifyPresentation(
  deps: { readonly resolver: DidResolver; readonly clock: Clock },
  jwt: string,
  { holder, audience }: { readonly holder: Did; readonly audience: Did },
): Promise<Result<readonly string[], DomainError>> {
  const jws = readJws(jwt)
  if (!jws.ok) return jws
  if (jws.value.typ !== presentationJwtType) return refuse(`typ must be ${presentationJwtType}`)
  const parsed = presentationPayloadSchema.safeParse(parseObject(jws.value.payload))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse(`presentation ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { data: payload } = parsed
  const now = deps.clock.now().getTime() / 1000
  if (payload.holder !== holder || payload.iss !== holder || didOfKid(jws.value.kid) !== holder) {
    return refuse(`the presentation was not made by ${holder}`)
  }
  if (payload.aud !== audience) return refuse('the presentation is for another audience')
  if (payload.iat > now + skewSeconds || payload.exp <= now - skewSeconds) {
    return refuse('the presentation is not valid at this time')
  }
  const rules = { issuer: holder, audience, purpose: 'authentication', skewSeconds } as const
  const verified = await verifyDidJwt(deps, jws.value, rules)
  if (!verified.ok) return verified
  const credentials = payload.verifiableCredential.map(({ id }) =>
    id.slice(credentialPrefix.length),
  )
  const areJwts = credentials.every((credential) => jwtSchema.safeParse(credential).success)
  return areJwts ? ok(credentials) : refuse('the presentation holds something that is not a JWT')
}
