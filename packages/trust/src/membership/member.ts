import type { Did, Versioned, Words } from '@lianshu/kernel'
import type { MemberRole } from '@lianshu/protocol/dcp'
import type { MemberState } from './member-machine.ts'

/** A company as the operator's register keeps it; `id` is its DID. */
export interface Member extends Versioned {
  /** The operator whose register this is. */
  readonly participantId: Did
  readonly id: Did
  readonly state: MemberState
  readonly slug: string
  readonly name: Words
  readonly roles: readonly MemberRole[]
  /** Base of its Dataspace Protocol endpoints, where its catalogue is harvested. */
  readonly protocolUrl: string
  readonly appliedAt: string
}

/** A participant that a connector hosts; `id` and `participantId` are its DID. */
export interface HostedParticipant extends Versioned {
  readonly id: Did
  readonly slug: string
  readonly name: Words
  readonly roles: readonly MemberRole[]
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
