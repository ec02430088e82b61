import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { z } from 'zod'

/** Deeper input than this is refused before any recursive code sees it. */
export const maximumNesting = 64

/**
 * Reads foreign JSON against a schema. `what` names the thing in messages, e.g. `ContractRequestMessage`.
 * Fails with `input.invalid`, `at` the JSON path of the first problem, up to five problems in words.
 */
export function parseInput<T>(
  schema: z.ZodType<T, unknown>,
  value: unknown,
  what: string,
): Result<T, DomainError<'input.invalid'>> {
  const danger = dangerIn(value)
  if (danger !== undefined) return err(domainError('input.invalid', `${what}: ${danger}`))
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const issues = parsed.error.issues.slice(0, 5)
  const words = issues.map((issue) => `${pathOf(issue.path)}: ${issue.message}`)
  return err(
    domainError('input.invalid', `${what} is not valid. ${words.join('; ')}`, {
      at: pathOf(issues[0]?.path ?? []),
    }),
  )
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    '$',
  )

/** Looks, without recursion, for what could harm code behind the schema. */
function dangerIn(value: unknown): string | undefined {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maximumNesting) return `nested deeper than ${maximumNesting} levels`
    const next: unknown[] = []
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue
      if (Object.hasOwn(item, '__proto__')) return 'the name "__proto__" is not allowed'
      for (const child of Object.values(item)) next.push(child)
    }
    level = next
  }
  return undefined
}
