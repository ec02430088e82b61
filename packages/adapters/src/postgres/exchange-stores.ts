import type {
  AgreementStore,
  ExchangeStores,
  NegotiationStore,
  SettlementStore,
  TransferStore,
} from '@lianshu/exchange'
import { bindInbox } from './inbox.ts'
import { bindOutbox } from './outbox.ts'
import type { RelayHere } from './outbox-relay-here.ts'
import { bindRecordLog } from './record-log.ts'
import { agreements, negotiations, settlements, transfers } from './schema/exchange.ts'
import { bindUsageLedger } from './usage-ledger.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** The exchange's stores in one transaction (or on the pool, for reading). */
export const bindExchangeStores = (work: Work, relay?: RelayHere): ExchangeStores => ({
  negotiations: bindNegotiations(work),
  agreements: bindAgreements(work),
  transfers: bindTransfers(work),
  settlements: bindSettlements(work),
  ledger: bindUsageLedger(work),
  inbox: bindInbox(work),
  outbox: bindOutbox(work, relay),
  recordLog: bindRecordLog(work),
})

const bindNegotiations = (work: Work): NegotiationStore =>
  createVersionedStore(work, negotiations, {
    state: ({ state }) => state,
    toKeys: ({ side, counterpartyId, counterpartyPid, datasetId, agreementId }) => ({
      ...{ side, counterpartyId, counterpartyPid, datasetId, agreementId },
    }),
  })

const bindAgreements = (work: Work): AgreementStore =>
  createVersionedStore(work, agreements, {
    state: ({ state }) => state,
    toKeys: ({ side, counterpartyId, datasetId, negotiationId }) => ({
      ...{ side, counterpartyId, datasetId, negotiationId },
    }),
  })

const bindTransfers = (work: Work): TransferStore =>
  createVersionedStore(work, transfers, {
    state: ({ state }) => state,
    toKeys: ({ side, counterpartyId, counterpartyPid, agreementId }) => ({
      ...{ side, counterpartyId, counterpartyPid, agreementId },
    }),
  })

const bindSettlements = (work: Work): SettlementStore =>
  createVersionedStore(work, settlements, { state: () => 'SETTLED', toKeys: () => ({}) })
