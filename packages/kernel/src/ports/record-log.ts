import type { Did } from '../ids.ts'

/**
 * One act, as a node's transparency log keeps it. Names, rows and personal data stay outside: content
 * appears as hexadecimal SHA-256 only.
 */
export interface LogRecord {
  /** Whose log. */
  readonly participantId: Did
  /** What happened, e.g. `agreement.finalized`, `round.trained`, `use.refused`, `settlement.made`. */
  readonly type: string
  /** Who did it. */
  readonly actor: Did
  /** To what: a dataset, negotiation, run or head. */
  readonly subject: string
  readonly at: string
  readonly agreementId?: string
  readonly decision?: 'permit' | 'deny'
  /** A code or a short fixed phrase, never free text from outside. */
  readonly reason?: string
  readonly policyHash?: string
  /** Numbers and hashes that describe the act, all as strings. */
  readonly facts?: Readonly<Record<string, string>>
}

/** Appends to the log in the transaction of the act itself: no record, no act. A sequencer orders it later. */
export interface RecordLog {
  append(record: LogRecord): Promise<void>
}
