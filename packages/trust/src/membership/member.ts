import type { Did, Page, Versioned, VersionedStore, Words } from '@lianshu/kernel'
import type { MemberRole, OrganizationNumber } from '@lianshu/protocol/dcp'
import type { MemberEvent, MemberState } from './member-machine.ts'

/** One step in a company's standing, as the operator reads it back. */
export interface MemberStep {
  readonly event: MemberEvent
  readonly state: MemberState
  readonly at: string
  /** The operator's words; they stay in the register, the log holds the event alone. */
  readonly reason?: string
}

/** A company as the operator's register keeps it; `id` is its DID. */
export interface Member extends Versioned {
  /** The operator whose register this is. */
  readonly participantId: Did
  readonly id: Did
  readonly state: MemberState
  readonly slug: string
  readonly name: Words
  readonly roles: readonly MemberRole[]
  /** The company's number in an official register; its checksum held. */
  readonly number: OrganizationNumber
  /** Base of its Dataspace Protocol endpoints, where its catalogue is harvested. */
  readonly protocolUrl: string
  readonly appliedAt: string
  /** From the first application on, oldest first. */
  readonly history: readonly MemberStep[]
}

/** The operator's register. */
export interface Members extends VersionedStore<Member, 'state'> {
  /** Entries in which every word of `text` stands in a name, a number, the slug or the DID. */
  search(
    operator: Did,
    query: { readonly text?: string; readonly state?: MemberState },
    page: Page,
  ): Promise<readonly Member[]>
}

/** A participant that a connector hosts; `id` and `participantId` are its DID. */
export interface HostedParticipant extends Versioned {
  readonly id: Did
  readonly slug: string
  readonly name: Words
  readonly roles: readonly MemberRole[]
  /** The company's number; who has none cannot apply for membership. */
  readonly number?: OrganizationNumber
  /** The operator whose credential it holds, and where that operator's node is. */
  readonly operator?: { readonly did: Did; readonly url: string }
  /** Who answers requests for its data, and within which time; absent until somebody chose. */
  readonly decisions?: { readonly mode: 'automatic' | 'manual'; readonly withinSeconds: number }
}

/** The participants of one connector. Constraint: a slug names one participant for ever. */
export interface HostedParticipants {
  all(): Promise<readonly HostedParticipant[]>
  get(did: Did): Promise<HostedParticipant | undefined>
  /** Inserts (version 0) or updates by compare-and-set; false when the race was lost. */
  save(participant: HostedParticipant): Promise<boolean>
}
