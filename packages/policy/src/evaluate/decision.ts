import type { ErrorCode, Words } from '@lianshu/kernel'

export type PolicyCode = Extract<ErrorCode, `policy.${string}`>

export interface Decision {
  readonly decision: 'permit' | 'deny'
  /** Path of the rule that decided, e.g. `prohibition[0]`; `default` when no rule did. */
  readonly rule: string
  /** Why not, when denied. */
  readonly code?: PolicyCode
  readonly words: Words
  /** Upper bounds for the ledger by operand, e.g. `{ rounds: 10 }`, when the deciding permission has some. */
  readonly limits?: Readonly<Record<string, number>>
}
