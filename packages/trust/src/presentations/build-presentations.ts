import { type Clock, type Did, mintUrn, type Random } from '@lianshu/kernel'
import {
  type CredentialProfile,
  credentialProfiles,
  renderPresentation,
} from '@lianshu/protocol/dcp'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { signJwt } from '../sign/sign-jwt.ts'

/** `typ` of a presentation as JWT: VC-JOSE-COSE section 3.1.2, and VCDM 1.1 section 6.3.1. */
export const presentationJwtTypes = {
  'vc20-bssl/jwt': 'vp+jwt',
  'vc11-sl2021/jwt': 'JWT',
} as const satisfies Record<CredentialProfile, string>

/** Long enough that a verifier need not ask again within one negotiation. */
const lifetimeSeconds = 300

export interface BuildPresentations {
  readonly credentials: readonly { readonly jwt: string; readonly profile: CredentialProfile }[]
  readonly audience: Did
}

/**
 * Presents credentials to one verifier; the holder's key proves that the holder shows them. A presentation
 * holds credentials of one profile (DCP 1.0 section 7), so that mixed ones become several presentations.
 */
export async function buildPresentations(
  deps: { readonly keys: ParticipantKeys; readonly clock: Clock; readonly random: Random },
  { credentials, audience }: BuildPresentations,
): Promise<readonly string[]> {
  const issuedAt = Math.floor(deps.clock.now().getTime() / 1000)
  const groups = credentialProfiles.map((profile) => ({
    profile,
    credentials: credentials.filter((one) => one.profile === profile).map(({ jwt }) => jwt),
  }))
  const filled = groups.filter((group) => group.credentials.length > 0)
  return Promise.all(
    filled.map(async ({ profile, credentials: jwts }) => {
      const times = { issuedAt, expiresAt: issuedAt + lifetimeSeconds }
      const presentation = { profile, holder: deps.keys.did, audience, ...times, credentials: jwts }
      const payload = renderPresentation(presentation, mintUrn(deps.random))
      return signJwt(activeKey(deps.keys), presentationJwtTypes[profile], payload)
    }),
  )
}
