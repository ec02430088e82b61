import type { Json } from '@lianshu/kernel'
import { expandTerm, type Scope } from './scope.ts'

/** The values of a member whose content is anybody's JSON: literals unwrapped, known names written out. */
export function freeJson(value: unknown, scope: Scope): Json[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((item) => freeJson(item, scope))
  return [freeValue(value, scope)]
}

function freeValue(value: unknown, scope: Scope): Json {
  if (typeof value !== 'object' || value === null) return value as Json
  if (Array.isArray(value)) return value.map((item) => freeValue(item, scope))
  const members = Object.entries(value)
  if (members.length === 1 && members[0]?.[0] === '@value') return freeValue(members[0][1], scope)
  return Object.fromEntries(
    members.map(([name, inner]) => [freeName(name, scope), freeValue(inner, scope)]),
  )
}

const freeName = (name: string, scope: Scope): string =>
  name.includes(':') ? (expandTerm(scope, name) ?? name) : name
