import type { AgreementId, Did, DomainError, Result } from '@lianshu/kernel'

/** One use to count. */
export interface LedgerUse {
  readonly participantId: Did
  readonly agreementId: AgreementId | string
  /** What is counted, e.g. `train.rounds`. */
  readonly counter: string
  /** Names the use itself, e.g. run and round; the same key is counted once. */
  readonly key: string
  readonly amount: number
  /** Upper bound of the counter's sum; absent means that the use is only recorded. */
  readonly limit?: number
}

export interface LedgerEntry {
  /** The counter's sum after the use. */
  readonly used: number
  /** False when this key had been counted before. */
  readonly counted: boolean
}

/**
 * Counts uses under agreements. Constraints: check and count are one atomic step, however many
 * processes ask at once; a key that was counted answers the same again without counting; a refused use
 * leaves no trace, so its key may be tried again.
 */
export interface UsageLedger {
  use(use: LedgerUse): Promise<Result<LedgerEntry, DomainError<'policy.used-up'>>>
  /** The counter's sum, without what one use added, or all uses whose keys begin in one way. */
  used(
    counter: Pick<LedgerUse, 'participantId' | 'agreementId' | 'counter'>,
    except?: { readonly key: string } | { readonly keysFrom: string },
  ): Promise<number>
}
