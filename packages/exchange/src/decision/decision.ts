import type { Did } from '@lianshu/kernel'
import type { FollowUp } from '../wire.ts'

/** Whether a provider's decisions are made by what it published, or by a person. */
export const decisionModes = ['automatic', 'manual'] as const
export type DecisionMode = (typeof decisionModes)[number]

/** How a hosted participant decides. */
export interface DecisionRules {
  readonly mode: DecisionMode
  /** Whole seconds that a person has; after that the process is terminated. */
  readonly withinSeconds: number
}

/** What holds until a participant says otherwise: automatic, and a week for what is left to a person. */
export const defaultDecisionRules: DecisionRules = { mode: 'automatic', withinSeconds: 604_800 }

/** The rules of a hosted participant. */
export type DecisionRulesOf = (participantId: Did) => Promise<DecisionRules>

/** Nobody decides now: a person may, until `decideBy` (ISO 8601) when there is a limit. */
export interface Hold {
  readonly kind: 'hold'
  readonly decideBy?: string
}
export interface Refuse {
  readonly kind: 'refuse'
  readonly code: string
  readonly reason: string
}

/**
 * Has `expireDecision` called for a process once that instant has passed, over restarts as well. Asked
 * again for the same process and instant it still happens once.
 */
export type RemindAt = (process: FollowUp, instant: string) => Promise<void>

/** The code of the termination of a process that a person left undecided. */
export const undecidedCode = 'policy.undecided'
