import type { Did, ErrorCode, Versioned } from '@lianshu/kernel'

/** An entry that the broker did not take over, and why. */
export interface Refusal {
  readonly entryId: string
  readonly code: ErrorCode
  readonly message: string
}

/** How the last harvest of one member went. `participantId` is the broker, `id` the member's DID. */
export interface HarvestRecord extends Versioned {
  readonly memberId: Did
  readonly harvestedAt: string
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly unchanged: number
  readonly withdrawn: readonly string[]
  readonly refused: readonly Refusal[]
}
