import type { DataAddress, TransferState } from '@lianshu/protocol/dsp'
import type { Process } from '../process/process.ts'
import type { Ending, Side } from '../wire.ts'

/** One side's copy of a transfer; `id` is the pid that this side gave it. */
export interface Transfer extends Process {
  readonly state: TransferState
  readonly agreementId: string
  readonly datasetId: string
  readonly format: string
  /** From the consumer's request: where to push to, or which run to join. */
  readonly requestAddress?: DataAddress
  /** From the provider's start: where to pull from. */
  readonly dataAddress?: DataAddress
  /** Who paused it; a provider's pause is not for the consumer to lift. */
  readonly suspendedBy?: Side
  /** At the consumer: how many pauses of its own the provider has not acknowledged yet; none when left out. */
  readonly untoldPauses?: number
  /** Who lifted the last pause, until the next message: the provider may confirm it once to a consumer. */
  readonly resumedBy?: Side
  readonly ending?: Ending
  /** At the provider: there from the request on, and again from a resume on, until the gate was shut. */
  readonly gate?: 'open'
}
