import type { Did, Json, Words } from '@lianshu/kernel'
import {
  type CredentialProfile,
  credentialProfiles,
  type MemberRole,
  membershipContext,
  membershipType,
  type OrganizationNumber,
  organizationContext,
  organizationType,
} from '@lianshu/protocol/dcp'

/** What an issuer knows about a holder, and says in credentials. */
export interface HolderFacts {
  readonly name: Words
  readonly roles: readonly MemberRole[]
  readonly number: OrganizationNumber
}

/** A kind of credential that is given here, in one profile. */
export interface IssuableCredential {
  /** Its `id` in the issuer's metadata. */
  readonly id: string
  readonly type: string
  readonly profile: CredentialProfile
  readonly context: string
  /** Why a holder has it offered first; a renewal says `reissue` instead. */
  readonly reason: string
  readonly subjectOf: (holder: Did, facts: HolderFacts) => Readonly<Record<string, Json>>
}

type Kind = Pick<IssuableCredential, 'type' | 'context' | 'reason' | 'subjectOf'>

const kinds: readonly Kind[] = [
  {
    ...{ type: membershipType, context: membershipContext, reason: 'membership' },
    subjectOf: (_, { name, roles }) => ({ name: name.en, roles: [...roles] }),
  },
  {
    ...{ type: organizationType, context: organizationContext, reason: 'membership' },
    subjectOf: (_, { name, number }) => ({
      legalName: name.zh,
      registrationScheme: number.scheme,
      registrationNumber: number.value,
    }),
  },
]

const base = 'https://w3id.org/lianshu/ns/1/credentials/'

/**
 * What the operator of a space gives to its members: that they are members, in which roles, and which
 * company they are. Each in both profiles of DCP 1.0, for makes that read only one.
 */
export const memberCredentials: readonly IssuableCredential[] = credentialProfiles.flatMap(
  (profile) =>
    kinds.map((kind) => ({ ...kind, profile, id: `${base}${kind.type}/${profile.split('/')[0]}` })),
)
