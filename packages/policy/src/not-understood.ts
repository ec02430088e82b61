import { type DomainError, DomainFailure, domainError } from '@lianshu/kernel'
import { saysNothing } from '@lianshu/protocol'

export type NotUnderstood = DomainError<'policy.not-understood'>

/** Leaves the reading of a policy at the first thing that we do not know for certain. */
export function notUnderstood(at: string, what: string): never {
  throw new DomainFailure(domainError('policy.not-understood', `${at}: ${what}`, { at }))
}

/** Refuses properties beyond those whose meaning we know: one of them could change what the rule says, if it says anything. */
export function onlyKnown(value: object, known: readonly string[], at: string): void {
  const strange = Object.entries(value).find(
    ([key, content]) => !known.includes(key) && !saysNothing(content),
  )?.[0]
  if (strange !== undefined) notUnderstood(at, `the property ${strange} is not known`)
}
