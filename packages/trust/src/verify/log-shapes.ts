import type { Did, LogRecord } from '@lianshu/kernel'

/** What a node says about its log at one moment (a checkpoint). */
export interface LogHead {
  /** Whose log: the DID of the node or participant. */
  readonly origin: Did
  /** Number of records in the tree. */
  readonly size: number
  /** Hexadecimal Merkle tree hash of RFC 9162 section 2.1.1 over those records. */
  readonly root: string
  readonly time: string
}

/** A head with its origin's signature: a detached compact JWS over the canonical JSON of `head`. */
export interface SignedHead {
  readonly head: LogHead
  readonly jws: string
}

/** What a witness states: I saw this head, and it continues every head of that origin I saw before. */
export interface WitnessStatement {
  readonly witness: Did
  readonly head: LogHead
  readonly time: string
}

/** A witness's statement with its signature, detached like that of a head. */
export interface Cosignature {
  readonly statement: WitnessStatement
  readonly jws: string
}

/** A record at its place in the log; the first has index 0. */
export interface LogEntry {
  readonly index: number
  readonly record: LogRecord
}
