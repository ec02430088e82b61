import type { Identities } from '@lianshu/adapters'
import { type DomainError, domainError, err, ok, type Result, type Words } from '@lianshu/kernel'
import type { MemberRole, OrganizationNumber } from '@lianshu/protocol/dcp'
import {
  type HostedParticipant,
  type HostedParticipants,
  type KeyAlgorithm,
  readOrganizationNumber,
} from '@lianshu/trust'
import { type Addresses, slugPattern } from './addresses.ts'

export interface HostParticipantDeps {
  readonly participants: HostedParticipants
  readonly identities: Pick<Identities, 'ensureKeys'>
  readonly addresses: Addresses
}

export interface HostParticipant {
  readonly slug: string
  readonly name: Words
  readonly roles: readonly MemberRole[]
  /** The company's number, as somebody typed it; needed to apply for membership. */
  readonly number?: OrganizationNumber
  /** The kind of its first key; a participant that has keys keeps them. Default EdDSA. */
  readonly keyAlgorithm?: KeyAlgorithm
}

/**
 * Gives a participant a place on this connector: a DID, keys and a name. Doing it again changes only name,
 * roles and number. `input.invalid` for a slug or a number that cannot be.
 */
export async function hostParticipant(
  deps: HostParticipantDeps,
  { slug, name, roles, number, keyAlgorithm }: HostParticipant,
): Promise<Result<HostedParticipant, DomainError>> {
  if (!slugPattern.test(slug)) {
    const message = 'a slug has 1 to 40 lower-case letters, digits or hyphens inside'
    return err(domainError('input.invalid', message, { at: 'slug' }))
  }
  const read = number && readOrganizationNumber(number)
  if (read?.ok === false) return read
  const did = deps.addresses.did(slug)
  await deps.identities.ensureKeys(did, keyAlgorithm)
  const known = await deps.participants.get(did)
  const participant: HostedParticipant = {
    ...(known ?? { participantId: did, id: did, version: 0 }),
    ...{ slug, name, roles, ...(read && { number: read.value }) },
  }
  const saved = await deps.participants.save(participant)
  if (saved) return ok({ ...participant, version: participant.version + 1 })
  return err(domainError('conflict.stale', `${slug} was changed meanwhile; try again`))
}
