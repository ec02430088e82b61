/**
 * Every expected failure that may reach a person or another system, as a closed set: a new code does
 * not compile until it has an HTTP status (packages/http) and words in zh and en (error-words.ts).
 */
export const errorCodes = [
  'input.invalid',
  'input.too-large',
  'input.unsupported',
  'not-implemented',
  'auth.missing',
  'auth.invalid',
  'auth.replayed',
  'auth.not-member',
  'auth.forbidden',
  'rate.exceeded',
  'not-found',
  'conflict.exists',
  'conflict.stale',
  'state.illegal',
  'policy.not-understood',
  'policy.denied',
  'policy.no-agreement',
  'policy.agreement-ended',
  'policy.purpose',
  'policy.used-up',
  'policy.undecided',
  'data.unreadable',
  'data.empty',
  'data.unfit',
  'plan.invalid',
  'plan.limit',
  'round.cohort-too-small',
  'round.late',
  'round.mismatch',
  'peer.unreachable',
  'peer.refused',
  'peer.invalid',
  'log.broken',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What was wrong, where, and what to do. `message` is for people and never holds a secret or a row. */
export interface DomainError<Code extends ErrorCode = ErrorCode> {
  readonly code: Code
  readonly message: string
  /** Where in the input: a JSON path, a column, a file name. */
  readonly at?: string
  readonly details?: Readonly<Record<string, unknown>>
}

export function domainError<Code extends ErrorCode>(
  code: Code,
  message: string,
  extra: Omit<DomainError<Code>, 'code' | 'message'> = {},
): DomainError<Code> {
  return { code, message, ...extra }
}

/** Carries a DomainError through code that can only throw; caught at the edge, shown without a stack. */
export class DomainFailure extends Error {
  override readonly name = 'DomainFailure'
  readonly error: DomainError

  constructor(error: DomainError) {
    super(error.message)
    this.error = error
  }
}
