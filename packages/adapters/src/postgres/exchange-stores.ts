import type {
  AgreementStore,
  ExchangeStores,
  NegotiationStore,
  SettlementStore,
  TransferStore,
} from '@lianshu/exchange'
import type { Did } from '@lianshu/kernel'
import { bindInbox } from './inbox.ts'
import { bindOutbox } from './outbox.ts'
import type { RelayHere } from './outbox-relay-here.ts'
import type { RecentEntities } from './recent-entities.ts'
import { bindRecordLog } from './record-log.ts'
import { agreements, negotiations, settlements, transfers } from './schema/exchange.ts'
import { bindUsageLedger } from './usage-ledger.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** Who in this process hears what the stores have committed. */
export interface ExchangeHere {
  readonly relay?: RelayHere
  /** A negotiation or transfer was stored. */
  readonly changed?: (stored: { participantId: Did; id: string; state: string }) => void
  readonly recent?: RecentEntities
}

/** The exchange's stores in one unit of work (or on the pool, for reading). */
export const bindExchangeStores = (work: Work, here: ExchangeHere = {}): ExchangeStores => ({
  negotiations: bindNegotiations(work, here),
  agreements: bindAgreements(work, here),
  transfers: bindTransfers(work, here),
  settlements: bindSettlements(work),
  ledger: bindUsageLedger(work),
  inbox: bindInbox(work),
  outbox: bindOutbox(work, here.relay),
  recordLog: bindRecordLog(work),
})

const bindNegotiations = (work: Work, { changed, recent }: ExchangeHere): NegotiationStore =>
  createVersionedStore(work, negotiations, {
    ...{ changed, recent },
    state: ({ state }) => state,
    toKeys: ({ side, counterpartyId, counterpartyPid, datasetId, agreementId }) => ({
      ...{ side, counterpartyId, counterpartyPid, datasetId, agreementId },
    }),
  })

const bindAgreements = (work: Work, { recent }: ExchangeHere): AgreementStore =>
  createVersionedStore(work, agreements, {
    recent,
    state: ({ state }) => state,
    toKeys: ({ side, counterpartyId, datasetId, negotiationId }) => ({
      ...{ side, counterpartyId, datasetId, negotiationId },
    }),
  })

const bindTransfers = (work: Work, { changed, recent }: ExchangeHere): TransferStore =>
  createVersionedStore(work, transfers, {
    ...{ changed, recent },
    state: ({ state }) => state,
    toKeys: ({ side, counterpartyId, counterpartyPid, agreementId, gate = null }) => ({
      ...{ side, counterpartyId, counterpartyPid, agreementId, gate },
    }),
  })

const bindSettlements = (work: Work): SettlementStore =>
  createVersionedStore(work, settlements, { state: () => 'SETTLED', toKeys: () => ({}) })
