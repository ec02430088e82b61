import type { Words } from '@lianshu/kernel'

export interface LogNode {
  readonly did: string
  readonly name: Words | string
  readonly size: number
  readonly head?: string
}

export interface Cosignature {
  readonly did?: string
  readonly jws: string
}

/** A signed head: the statement of a node that its log has this size and this root. */
export interface LogHead {
  readonly origin: string
  readonly size: number
  readonly root: string
  readonly at: string
  readonly jws: string
  readonly cosignatures: readonly (Cosignature | string)[]
}

export interface LogEntry {
  readonly index: number
  /** Canonical JSON text; its bytes are what the tree hashes. */
  readonly leaf: string
  readonly leafHash: string
}
