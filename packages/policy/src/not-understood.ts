import { type DomainError, DomainFailure, domainError } from '@lianshu/kernel'

export type NotUnderstood = DomainError<'policy.not-understood'>

/** Leaves the reading of a policy at the first thing that we do not know for certain. */
export function notUnderstood(at: string, what: string): never {
  throw new DomainFailure(domainError('policy.not-understood', `${at}: ${what}`, { at }))
}

/** Refuses properties beyond those whose meaning we know: one of them could change what the rule says. */
export function onlyKnown(value: object, known: readonly string[], at: string): void {
  const strange = Object.keys(value).find((key) => !known.includes(key))
  if (strange !== undefined) notUnderstood(at, `the property ${strange} is not known`)
}
