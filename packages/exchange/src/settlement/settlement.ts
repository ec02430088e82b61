import type { Did, Versioned } from '@lianshu/kernel'

/** What one owner gets of a run's price. */
export interface SettlementShare {
  readonly ownerId: Did
  readonly agreementId: string
  /** Rows of this owner's table that were trained on. */
  readonly rows: number
  readonly amountFen: number
}

/** One run's price, split; `id` is the run's id. `participantId` is who settles. */
export interface Settlement extends Versioned {
  readonly participantId: Did
  readonly totalFen: number
  readonly shares: readonly SettlementShare[]
  readonly settledAt: string
}
