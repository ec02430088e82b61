import type { Did, Versioned } from '@lianshu/kernel'
import type { DataAddress, TransferState } from '@lianshu/protocol/dsp'
import type { Ending, LastReceived, Side } from '../wire.ts'

/** One side's copy of a transfer; `id` is the pid that this side gave it. */
export interface Transfer extends Versioned {
  readonly participantId: Did
  readonly side: Side
  readonly state: TransferState
  readonly counterpartyId: Did
  readonly counterpartyPid?: string
  readonly counterpartyAddress: string
  readonly agreementId: string
  readonly datasetId: string
  readonly format: string
  /** From the consumer's request: where to push to, or which run to join. */
  readonly requestAddress?: DataAddress
  /** From the provider's start: where to pull from. */
  readonly dataAddress?: DataAddress
  /** Who paused it; a provider's pause is not for the consumer to lift. */
  readonly suspendedBy?: Side
  readonly ending?: Ending
  readonly lastReceived?: LastReceived
  readonly createdAt: string
  readonly updatedAt: string
}
