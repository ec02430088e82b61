import type {
  AgreementStore,
  ExchangeStores,
  NegotiationStore,
  SettlementStore,
  TransferStore,
} from '@lianshu/exchange'
import { bindInbox } from './inbox.ts'
import type { Queries } from './open-database.ts'
import { bindOutbox } from './outbox.ts'
import { bindRecordLog } from './record-log.ts'
import { agreements, negotiations, settlements, transfers } from './schema/exchange.ts'
import { bindUsageLedger } from './usage-ledger.ts'
import { createVersionedStore } from './versioned-store.ts'

/** The exchange's stores in one transaction (or on the pool, for reading). */
export const bindExchangeStores = (db: Queries): ExchangeStores => ({
  negotiations: bindNegotiations(db),
  agreements: bindAgreements(db),
  transfers: bindTransfers(db),
  settlements: bindSettlements(db),
  ledger: bindUsageLedger(db),
  inbox: bindInbox(db),
  outbox: bindOutbox(db),
  recordLog: bindRecordLog(db),
})

const bindNegotiations = (db: Queries): NegotiationStore =>
  createVersionedStore(db, negotiations, {
    state: ({ state }) => state,
    toKeys: ({ side, counterpartyId, counterpartyPid, datasetId, agreementId }) => ({
      ...{ side, counterpartyId, counterpartyPid, datasetId, agreementId },
    }),
  })

const bindAgreements = (db: Queries): AgreementStore =>
  createVersionedStore(db, agreements, {
    state: ({ state }) => state,
    toKeys: ({ side, counterpartyId, datasetId, negotiationId }) => ({
      ...{ side, counterpartyId, datasetId, negotiationId },
    }),
  })

const bindTransfers = (db: Queries): TransferStore =>
  createVersionedStore(db, transfers, {
    state: ({ state }) => state,
    toKeys: ({ side, counterpartyId, counterpartyPid, agreementId }) => ({
      ...{ side, counterpartyId, counterpartyPid, agreementId },
    }),
  })

const bindSettlements = (db: Queries): SettlementStore =>
  createVersionedStore(db, settlements, { state: () => 'SETTLED', toKeys: () => ({}) })
