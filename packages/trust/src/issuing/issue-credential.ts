import { type Clock, type Did, mintUrn, type Random } from '@lianshu/kernel'
import type { CredentialContainer, CredentialProfile } from '@lianshu/protocol/dcp'
import { signCredential } from '../credentials/sign-credential.ts'
import type { ParticipantKeys } from '../keys/participant-keys.ts'
import type { StatusListFormat } from '../status/encoded-list.ts'
import { type StatusPurpose, statusEntriesAt } from '../status/status-entry.ts'
import { choosePlace } from './choose-place.ts'
import type { HolderFacts, IssuableCredential } from './issuable-credential.ts'
import type { IssuedCredentials } from './issued-credential.ts'

export interface IssueCredentialDeps {
  readonly keys: ParticipantKeys
  readonly given: readonly IssuableCredential[]
  readonly issued: IssuedCredentials
  /** Where a status list is published. */
  readonly statusListUrl: (list: string, purpose: StatusPurpose) => string
  readonly validDays: number
  /** What a container says about the profile of the credential in it. Default: the profile's own name. */
  readonly formatOf?: (profile: CredentialProfile) => string
  readonly clock: Clock
  readonly random: Random
}

export interface IssueCredential {
  readonly holder: Did
  /** The request that it answers: an `Issuance.id`. */
  readonly request: string
  /** Which of those that are given; throws when it is none of them. */
  readonly objectId: string
  readonly facts: HolderFacts
}

/** The status lists that belong to a profile (DCP 1.0 section 7). */
export const statusFormatOf: Readonly<Record<CredentialProfile, StatusListFormat>> = {
  'vc20-bssl/jwt': 'BitstringStatusList',
  'vc11-sl2021/jwt': 'StatusList2021',
}

/** Gives a holder one credential with a place of its own in the status lists, ready to be sent. */
export async function issueCredential(
  deps: IssueCredentialDeps,
  { holder, request, objectId, facts }: IssueCredential,
): Promise<CredentialContainer> {
  const { keys, clock, random, issued } = deps
  const kind = deps.given.find(({ id }) => id === objectId)
  if (!kind) throw new Error(`${objectId} is not given here`)
  const validFrom = clock.now()
  const validUntil = new Date(validFrom.getTime() + deps.validDays * 86_400_000)
  const id = mintUrn(random)
  const list = statusFormatOf[kind.profile]
  const chosen = { issuer: keys.did, format: list }
  const place = await choosePlace({ issued, random }, chosen, (free) =>
    issued.record({
      ...{ issuer: keys.did, id, holder, request, objectId, state: 'VALID', validUntil, ...free },
      issuedAt: validFrom,
    }),
  )
  const urlOf = (purpose: StatusPurpose) => deps.statusListUrl(place.statusList, purpose)
  const content = {
    ...{ id, type: kind.type, contexts: [kind.context], validFrom, validUntil },
    subject: { id: holder, ...kind.subjectOf(holder, facts) },
    statuses: statusEntriesAt(list, urlOf, place.statusIndex),
  }
  const payload = await signCredential({ keys }, content, kind.profile)
  const format = deps.formatOf?.(kind.profile) ?? kind.profile
  return { credentialType: kind.type, payload, format }
}
