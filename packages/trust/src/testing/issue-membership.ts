import { type Clock, type Did, mintUrn, type Random } from '@lianshu/kernel'
import {
  type CredentialContent,
  type CredentialProfile,
  defaultProfile,
  type MemberRole,
  membershipContext,
  membershipType,
} from '@lianshu/protocol/dcp'
import { signCredential } from '../credentials/sign-credential.ts'
import type { ParticipantKeys } from '../keys/participant-keys.ts'

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
  readonly profile?: CredentialProfile
  /** Where its status stands; without it the credential cannot be revoked. */
  readonly statuses?: CredentialContent['statuses']
}

/** Issues a membership credential; `id` is the credential's. */
export async function issueMembershipCredential(
  deps: IssueMembershipDeps,
  { holder, name, roles, validDays, profile = defaultProfile, statuses }: IssueMembership,
): Promise<{ id: string; validUntil: Date; jwt: string }> {
  const id = mintUrn(deps.random)
  const validFrom = deps.clock.now()
  const validUntil = new Date(validFrom.getTime() + validDays * 86_400_000)
  const content = {
    ...{ id, type: membershipType, contexts: [membershipContext], validFrom, validUntil, statuses },
    subject: { id: holder, name, roles },
  }
  return { id, validUntil, jwt: await signCredential(deps, content, profile) }
}
