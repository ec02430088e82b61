import type { Words } from '@lianshu/kernel'

export const findingCodes = [
  'contradiction',
  'dead-rule',
  'repeated-rule',
  'over',
  'never-known',
  'contractual-only',
  'nothing-permitted',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** Something that an owner should know before a policy is published. */
export interface Finding {
  readonly code: FindingCode
  /** An `error` is a rule that cannot do what it says; a `warning` is one that does less than it seems. */
  readonly severity: 'error' | 'warning'
  /** Path of the rule, or `$` for the whole policy. */
  readonly at: string
  readonly words: Words
}
