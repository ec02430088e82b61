import type { DemandRecord } from '@lianshu/catalog'
import type { RunTerms, SettlementStore } from '@lianshu/exchange'
import type { VersionedStore } from '@lianshu/kernel'

/** What the operator keeps beside catalogue and runs; for reading outside a transaction. */
export interface BrokerRecords {
  readonly demands: VersionedStore<DemandRecord, 'seeker'>
  readonly runTerms: VersionedStore<RunTerms, 'initiator'>
  readonly settlements: SettlementStore
}
