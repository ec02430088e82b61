import { DomainFailure, domainError } from '@lianshu/kernel'
import type { Scope } from './scope.ts'

/** Where the reader stands: which terms hold in the message, which in the form that is made, and the JSON path. */
export interface Place {
  readonly reading: Scope
  readonly writing: Scope
  readonly path: string
}

/** Throws DomainFailure: the message is not read. */
export function refuse(
  { path }: Pick<Place, 'path'>,
  code: 'input.invalid' | 'input.unsupported',
  message: string,
): never {
  throw new DomainFailure(domainError(code, `${path}: ${message}`, { at: path }))
}
