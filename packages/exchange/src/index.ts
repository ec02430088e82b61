export {
  type AgreementState,
  agreementMachine,
  type StoredAgreement,
} from './agreement/agreement.ts'
export {
  type AgreementLookup,
  agreementLookup,
  liveAgreement,
} from './agreement/agreement-lookup.ts'
export { checkAgreement } from './agreement/check-agreement.ts'
export { endAgreement } from './agreement/end-agreement.ts'
export {
  consumerSignatureProperty,
  providerSignatureProperty,
} from './agreement/signature-properties.ts'
export { askPeopleInNegotiations, askPeopleInTransfers } from './decision/ask-people.ts'
export {
  type DecisionRules,
  type DecisionRulesOf,
  decisionModes,
  defaultDecisionRules,
  type RemindAt,
  undecidedCode,
} from './decision/decision.ts'
export { expireDecision } from './decision/expire-decision.ts'
export {
  type HeldProcess,
  type HeldProcesses,
  placeOf,
  type WaitingDecision,
  waitingDecisions,
} from './decision/waiting-decisions.ts'
export type { DspEndpoint, EndpointRequest } from './dsp/endpoint.ts'
export { acceptOffer } from './negotiation/accept-offer.ts'
export { advanceNegotiation, negotiationsToAdvance } from './negotiation/advance-negotiation.ts'
export { agree } from './negotiation/agree.ts'
export { counterOffer } from './negotiation/counter-offer.ts'
export { decideByOffers } from './negotiation/decide-by-offers.ts'
export { finalize } from './negotiation/finalize.ts'
export { getNegotiation } from './negotiation/get-negotiation.ts'
export type { Negotiation } from './negotiation/negotiation.ts'
export { negotiationEndpoints } from './negotiation/negotiation-endpoints.ts'
export { type NegotiationEvent, negotiationMachine } from './negotiation/negotiation-machine.ts'
export type { NegotiationDeps, NegotiationStores } from './negotiation/negotiation-step.ts'
export { offerContract } from './negotiation/offer-contract.ts'
export { receiveAgreement } from './negotiation/receive-agreement.ts'
export {
  receiveContractRequest,
  receiveCounterRequest,
} from './negotiation/receive-contract-request.ts'
export { receiveEvent } from './negotiation/receive-event.ts'
export { receiveFirstOffer, receiveOffer } from './negotiation/receive-offer.ts'
export { receiveNegotiationTermination } from './negotiation/receive-termination.ts'
export { receiveVerification } from './negotiation/receive-verification.ts'
export { type RequestContract, requestContract } from './negotiation/request-contract.ts'
export { settleNegotiationDelivery } from './negotiation/settle-negotiation-delivery.ts'
export { takeTurn } from './negotiation/take-turn.ts'
export { terminateNegotiation } from './negotiation/terminate-negotiation.ts'
export { verifyAgreement } from './negotiation/verify-agreement.ts'
export type {
  AcceptCallback,
  AgreementSignatures,
  AgreementStore,
  AskTransferState,
  CallbackAddress,
  DecideTransfer,
  DecideTurn,
  ExchangeStores,
  ExchangeTransactor,
  NegotiationStore,
  OfferLookup,
  SettlementStore,
  TransferStore,
  TurnDecision,
} from './ports.ts'
export {
  type EndAllDeps,
  type EndAllWith,
  type Ended,
  endAllWith,
} from './process/end-all-with.ts'
export { needsSettling } from './process/needs-settling.ts'
export { pidsOf } from './process/process.ts'
export type { Received } from './process/receive-message.ts'
export { standingAddress } from './process/standing.ts'
export type { AgreedPart, RunTerms } from './settlement/run-terms.ts'
export { priceOfAgreement, type SettleRun, settleRun } from './settlement/settle-run.ts'
export type { Settlement, SettlementShare } from './settlement/settlement.ts'
export { splitByWeights, type Weighted } from './settlement/split-by-weights.ts'
export { advanceTransfer, transfersToAdvance } from './transfer/advance-transfer.ts'
export { completeTransfer } from './transfer/complete-transfer.ts'
export { getTransfer } from './transfer/get-transfer.ts'
export { receiveStart } from './transfer/receive-start.ts'
export {
  receiveCompletion,
  receiveSuspension,
  receiveTransferTermination,
} from './transfer/receive-stop.ts'
export { receiveTransferRequest } from './transfer/receive-transfer-request.ts'
export { type RequestTransfer, requestTransfer } from './transfer/request-transfer.ts'
export { settleTransferDelivery } from './transfer/settle-transfer-delivery.ts'
export { startByHand } from './transfer/start-by-hand.ts'
export { startTransfer } from './transfer/start-transfer.ts'
export { suspendTransfer } from './transfer/suspend-transfer.ts'
export { terminateTransfer } from './transfer/terminate-transfer.ts'
export type { Transfer } from './transfer/transfer.ts'
export { transferEndpoints } from './transfer/transfer-endpoints.ts'
export type { TransferGate, TransferGates } from './transfer/transfer-gate.ts'
export { type TransferEvent, transferMachine } from './transfer/transfer-machine.ts'
export type { TransferDeps, TransferStores } from './transfer/transfer-step.ts'
export { type AuthorizeUse, authorizeUse, type Permit } from './usage/authorize-use.ts'
export type { LedgerEntry, LedgerUse, UsageLedger } from './usage/usage-ledger.ts'
export type { Ending, FollowUp, Side, WireAnswer } from './wire.ts'
