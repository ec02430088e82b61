import {
  type CredentialContent,
  type CredentialProfile,
  renderCredential,
} from '@lianshu/protocol/dcp'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { signJwt } from '../sign/sign-jwt.ts'

/** `typ` of a credential as JWT: VC-JOSE-COSE section 3.1.1, and VCDM 1.1 section 6.3.1. */
export const credentialJwtTypes = {
  'vc20-bssl/jwt': 'vc+jwt',
  'vc11-sl2021/jwt': 'JWT',
} as const satisfies Record<CredentialProfile, string>

/** Signs a credential with its issuer's active key, in the data model of the profile. */
export async function signCredential(
  { keys }: { readonly keys: ParticipantKeys },
  content: Omit<CredentialContent, 'issuer'>,
  profile: CredentialProfile,
): Promise<string> {
  const payload = renderCredential({ ...content, issuer: keys.did }, profile)
  return signJwt(activeKey(keys), credentialJwtTypes[profile], payload)
}
