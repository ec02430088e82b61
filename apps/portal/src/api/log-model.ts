import type { Words } from '@lianshu/kernel'
import type { Cosignature, PublicKeys } from '@lianshu/trust/verify'

export interface LogNode {
  readonly did: string
  readonly name: Words | string
  readonly size: number
  readonly head?: unknown
}

/** A signed head: the statement of a node that its log has this size and this root at that time. */
export interface LogHead {
  readonly origin: string
  readonly size: number
  /** Hexadecimal SHA-256. */
  readonly root: string
  readonly at: string
  readonly jws: string
  readonly cosignatures: readonly Cosignature[]
  /** Public keys of the origin and of its witnesses by `kid`; a browser cannot fetch their documents itself. */
  readonly keys?: PublicKeys
}

export interface LogEntry {
  readonly index: number
  /** Canonical JSON text; its bytes are what the tree hashes. */
  readonly leaf: string
  /** Hexadecimal SHA-256(0x00 || leaf). */
  readonly leafHash: string
}
