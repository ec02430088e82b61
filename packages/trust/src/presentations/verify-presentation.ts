import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import { type Presentation, readCredential, readPresentation } from '@lianshu/protocol/dcp'
import type { DidResolver } from '../did/did-resolver.ts'
import { verifyDidJwt } from '../sign/verify-did-jwt.ts'
import { parseObject, readJws } from '../verify/jws.ts'
import { presentationJwtTypes } from './build-presentations.ts'

const skewSeconds = 10
const refuse = (message: string) => err(domainError('auth.invalid', message))

/**
 * Verifies a presentation that `holder` made for `audience` (DCP 1.0 section 5.4.3) . The
 * credentials inside are still to be verified. The key must stand under `authentication`; all
 * credentials must be of the presentation's profile. Claims that cost nothing to check come first, so
 * that garbage resolves no DID.
 */
export async function verifyPresentation(
  deps: { readonly resolver: DidResolver; readonly clock: Clock },
  jwt: string,
  { holder, audience }: { readonly holder: Did; readonly audience: Did },
): Promise<Result<Presentation, DomainError>> {
  const jws = readJws(jwt)
  if (!jws.ok) return jws
  const payload = parseObject(jws.value.payload)
  if (payload === undefined) return refuse('the presentation is not a JSON object')
  const read = readPresentation(payload)
  if (!read.ok) return read
  const presentation = read.value
  const typ = presentationJwtTypes[presentation.profile]
  if (jws.value.typ !== undefined && jws.value.typ !== typ) return refuse(`typ must be ${typ}`)
  if (presentation.holder !== holder) return refuse(`the presentation was not made by ${holder}`)
  if (presentation.audience !== audience) return refuse('the presentation is for another audience')
  if (!isTimely(presentation, deps.clock.now())) {
    return refuse('the presentation is not valid at this time')
  }
  if (!isHomogeneous(presentation)) {
    return refuse(`the presentation holds a credential that is not ${presentation.profile}`)
  }
  const rules = { issuer: holder, audience, purpose: 'authentication', skewSeconds } as const
  const verified = await verifyDidJwt(deps, jws.value, rules)
  return verified.ok ? ok(presentation) : verified
}

function isTimely({ issuedAt, notBefore, expiresAt }: Presentation, now: Date): boolean {
  const seconds = now.getTime() / 1000
  const latestStart = seconds + skewSeconds
  return (
    (issuedAt ?? 0) <= latestStart &&
    (notBefore ?? 0) <= latestStart &&
    expiresAt > seconds - skewSeconds
  )
}

const isHomogeneous = ({ profile, credentials }: Presentation): boolean =>
  credentials.every((jwt) => {
    const payload = parseObject(jwt.split('.')[1]!)
    const credential = payload && readCredential(payload)
    // One that cannot be read is refused by itself, with a better reason.
    return !credential?.ok || credential.value.profile === profile
  })
