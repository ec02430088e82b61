/** The two sides of the floor. */
export type BareSide = 'consumer' | 'provider'

/** One message of the straight path (DSP 2025-1, 7.2) and what its two sides cannot do without. */
export interface BareMessage {
  readonly from: BareSide
  /** The sender signs the agreement; the receiver checks that signature, beside the token of every message. */
  readonly isSigned: boolean
  /** Rows that the sender's one commit writes. */
  readonly sentRows: number
  /** Rows that the receiver's one commit writes, before it answers. */
  readonly receivedRows: number
}

/** Its state, its log record, and the message itself until it is delivered. */
const sent = 3
/** Its state, its log record, the message's id with its answer, and the token's id: neither works twice. */
const received = 4
/** The message that was delivered before is taken out; where nothing is sent any more, as well. */
const removed = 1
/** Either side keeps the agreement, then the other's signature under it, then that it is final. */
const agreement = 1

/**
 * Everything that a negotiation must do: one commit per side and message, a token signed and checked per
 * message, two signatures under the agreement, four posts. What our connectors do in commits of their own
 * (remembering a token, taking out what was delivered) is counted as rows of these, not as commits.
 */
export const bareMessages: readonly BareMessage[] = [
  // ContractRequestMessage
  { from: 'consumer', isSigned: false, sentRows: sent, receivedRows: received },
  // ContractAgreementMessage
  {
    ...{ from: 'provider', isSigned: true },
    ...{ sentRows: sent + agreement, receivedRows: received + removed + agreement },
  },
  // ContractAgreementVerificationMessage
  {
    ...{ from: 'consumer', isSigned: true },
    ...{ sentRows: sent + agreement, receivedRows: received + removed + agreement },
  },
  // ContractNegotiationEventMessage FINALIZED
  {
    ...{ from: 'provider', isSigned: false },
    ...{ sentRows: sent + agreement, receivedRows: received + 2 * removed + agreement },
  },
]

/** About what a message with its policy takes, and a row that holds it. */
export const bodyBytes = 1500
export const rowBytes = 800
/** A token with its claims, before it is signed. */
export const tokenBytes = 700
