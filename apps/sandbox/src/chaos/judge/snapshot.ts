import type { Negotiation, Side, StoredAgreement, Transfer } from '@lianshu/exchange'
import type { Did, LogRecord } from '@lianshu/kernel'
import type { GateEffect } from '../child/file-gate.ts'
import type { Story } from '../plan/plan.ts'

/** Everything that one side holds of a batch, once it has come to rest. */
export interface SideSnapshot {
  readonly participantId: Did
  readonly negotiations: readonly Negotiation[]
  readonly transfers: readonly Transfer[]
  /** Of these negotiations. */
  readonly agreements: readonly StoredAgreement[]
  /** Log records since the batch began, in the order in which they were written. */
  readonly records: readonly LogRecord[]
  /** What the data plane did, from the beginning of the campaign. */
  readonly gateEffects: readonly GateEffect[]
  /** Messages that the relay gave up, and those that still wait. */
  readonly dead: readonly { readonly processId: string; readonly lastError: string }[]
  readonly waiting: readonly { readonly processId: string; readonly lastError: string }[]
}

export interface Snapshot extends Readonly<Record<Side, SideSnapshot>> {
  /** The plan of a process, by the pid of either side; undefined where none is known. */
  readonly storyOf?: (pid: string) => Story | undefined
}

/** Something that must not be. */
export interface Violation {
  readonly rule: string
  /** The process at which it shows, as one side names it. */
  readonly pid?: string
  readonly text: string
}

export type Rule = (snapshot: Snapshot) => readonly Violation[]
