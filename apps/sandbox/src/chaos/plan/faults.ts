/**
 * Everything that a campaign does to one message on its way. `sender` and `receiver` are the two
 * connectors; the moments are: before the message is delivered, while the receiver works on it, after
 * it has answered and before the answer goes on, and once the sender has the answer.
 */
export const faultKinds = [
  'lost-request',
  'lost-answer',
  'delayed',
  'duplicated',
  /** The sender hears nothing and sends again; the first copy arrives later, out of order. */
  'late-copy',
  /** The other side takes a step of its own while the message is on its way. */
  'crossed',
  'kill-sender-before',
  'kill-sender-during',
  'kill-sender-after',
  'kill-sender-answered',
  'kill-receiver-before',
  'kill-receiver-during',
  'kill-receiver-after',
  'kill-receiver-answered',
  /** Sessions are ended and the server stops in good order, while the receiver works. */
  'database-stopped',
  /** The server drops everything at once and recovers its log at the next start. */
  'database-crashed',
  /**
   * The receiver is killed first, so that it knows nobody and has to ask who the sender is. From here on
   * the faults hit that asking: the sender's wallet, DID documents, and the operator's status lists.
   */
  'wallet-lost',
  'wallet-delayed',
  'wallet-doubled',
  'document-lost',
  'status-lost',
  'status-delayed',
  /** The operator's node dies with -9 while it is asked. */
  'broker-killed',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** Faults that cost no restart: cheap enough to lay on every process of a run. */
export const lightFaults = [
  'lost-request',
  'lost-answer',
  'delayed',
  'duplicated',
  'late-copy',
] as const satisfies readonly FaultKind[]
