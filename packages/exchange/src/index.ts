export {
  type AgreementState,
  agreementMachine,
  type StoredAgreement,
} from './agreement/agreement.ts'
export type { Negotiation } from './negotiation/negotiation.ts'
export { type NegotiationEvent, negotiationMachine } from './negotiation/negotiation-machine.ts'
export type {
  AgreementSignatures,
  AgreementStore,
  CallbackAddress,
  DecideTurn,
  ExchangeStores,
  ExchangeTransactor,
  NegotiationStore,
  OfferLookup,
  SettlementStore,
  TransferStore,
  TurnDecision,
} from './ports.ts'
export type { AgreedPart, RunTerms } from './settlement/run-terms.ts'
export type { Settlement, SettlementShare } from './settlement/settlement.ts'
export type { Transfer } from './transfer/transfer.ts'
export type { TransferGate, TransferGates } from './transfer/transfer-gate.ts'
export { type TransferEvent, transferMachine } from './transfer/transfer-machine.ts'
export type { LedgerEntry, LedgerUse, UsageLedger } from './usage/usage-ledger.ts'
export type { Ending, FollowUp, Side, WireAnswer } from './wire.ts'
