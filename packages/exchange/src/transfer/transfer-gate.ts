import type { DomainError, Result } from '@lianshu/kernel'
import type { DataAddress } from '@lianshu/protocol/dsp'
import type { StoredAgreement } from '../agreement/agreement.ts'
import type { Transfer } from './transfer.ts'

/**
 * The provider's data plane for one transfer format. Constraints: `open` may be called again for the
 * same transfer (after a crash, after a pause) and then answers the same; `close` may be called for one
 * that was never opened. Neither runs inside a transaction, so both may call out.
 */
export interface TransferGate {
  /** May this transfer start? The address, when the format gives the consumer one to pull from. */
  open(
    transfer: Transfer,
    agreement: StoredAgreement,
  ): Promise<Result<DataAddress | undefined, DomainError>>
  /** The transfer is paused or over: let nothing more through. */
  close(transfer: Transfer): Promise<void>
}

/** Gates by transfer format; a format without one is refused. */
export type TransferGates = Readonly<Record<string, TransferGate>>
