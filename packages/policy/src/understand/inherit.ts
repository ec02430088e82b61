import type { Policy } from '../policy.ts'
import { notUnderstood } from './not-understood.ts'
import { bounds, type ReadOptions } from './reading.ts'

/** Reads the policy that another one inherits from (ODRL 2.2, 2.9). It must be known, and no policy its own ancestor. */
export function inherited(
  { parents }: ReadOptions,
  id: string,
  line: readonly string[],
  read: (json: unknown, line: readonly string[]) => Policy,
): Policy {
  const at = '$.inheritFrom'
  if (line.includes(id)) notUnderstood(at, `${id} inherits from itself`)
  if (line.length > bounds.inheritance) {
    notUnderstood(at, `more than ${bounds.inheritance} generations`)
  }
  const json = parents?.(id)
  if (json === undefined) return notUnderstood(at, `the policy ${id} is not known here`)
  const parent = read(json, line)
  return parent.id === id ? parent : notUnderstood(at, `${id} calls itself ${parent.id}`)
}
