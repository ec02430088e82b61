import { type Clock, type Did, mintUrn, type Random, utf8 } from '@lianshu/kernel'
import {
  credentialsContext,
  type MemberRole,
  type MembershipCredential,
  membershipContext,
  membershipType,
} from '@lianshu/protocol/dcp'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { signBytes } from '../sign/sign-json.ts'

/** `typ` of a credential as JWT (VC-JOSE-COSE section 3.1.1). */
export const credentialJwtType = 'vc+jwt'

export interface IssueMembershipDeps {
  /** The issuer's keys: the operator's. */
  readonly keys: ParticipantKeys
  readonly clock: Clock
  readonly random: Random
}

export interface IssueMembership {
  readonly holder: Did
  readonly name: string
  readonly roles: readonly MemberRole[]
  readonly validDays: number
}

/** Issues a membership credential (profile vc20-bssl/jwt): the payload of the JWT is the credential. */
export async function issueMembershipCredential(
  deps: IssueMembershipDeps,
  { holder, name, roles, validDays }: IssueMembership,
): Promise<{ credential: MembershipCredential; jwt: string }> {
  const from = deps.clock.now()
  const credential: MembershipCredential = {
    '@context': [credentialsContext, membershipContext],
    id: mintUrn(deps.random),
    type: ['VerifiableCredential', membershipType],
    issuer: deps.keys.did,
    validFrom: from.toISOString(),
    validUntil: new Date(from.getTime() + validDays * 86_400_000).toISOString(),
    credentialSubject: { id: holder, name, roles: [...roles] },
  }
  const bytes = utf8(JSON.stringify(credential))
  return { credential, jwt: await signBytes(activeKey(deps.keys), credentialJwtType, bytes) }
}
