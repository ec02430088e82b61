import { DomainFailure, domainError } from '@lianshu/kernel'
import type { Process } from './process.ts'

/** Refuses a step that was decided on an older version of a process; no version means on any. */
export function unchangedSince({ id, version }: Process, expected: number | undefined): void {
  if (expected === undefined || expected === version) return
  throw new DomainFailure(domainError('state.illegal', `${id} has moved on meanwhile`))
}
