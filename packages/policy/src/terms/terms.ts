import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'

/** An owner's choices in plain values; an offer is built from them and read back into them. */
export interface Terms {
  /** What is allowed; every other use is prohibited in so many words. */
  readonly uses: readonly Use[]
  readonly deliveries: readonly DeliveryMode[]
  /** Purposes as codes or IRIs; empty means any purpose. */
  readonly purposes: readonly string[]
  /** Owners that must take part before anybody sees a sum; bounds training and evaluation. */
  readonly minimumCohort?: number
  /** Rounds of training under one agreement. */
  readonly maximumRounds?: number
  /** ISO 8601 instants, both inclusive. */
  readonly startsAt?: string
  readonly endsAt?: string
  /** Price of one agreement in integer fen. */
  readonly priceFen?: number
}
