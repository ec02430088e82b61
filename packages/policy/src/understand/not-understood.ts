import { type DomainError, DomainFailure, domainError } from '@lianshu/kernel'

export type NotUnderstood = DomainError<'policy.not-understood'>

/** Leaves the reading of a policy at the first thing that we do not know for certain. */
export function notUnderstood(at: string, what: string): never {
  throw new DomainFailure(domainError('policy.not-understood', `${at}: ${what}`, { at }))
}
