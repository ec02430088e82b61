import { type DomainError, domainError } from '@lianshu/kernel'
import type { Context } from 'hono'
import type { core } from 'zod'
import type { AppEnv } from './app-env.ts'
import { renderProblem } from './problem.ts'

/** What a zod schema refused, as one error: the first place by name, the first ten in the details. */
export function invalidInput(error: Pick<core.$ZodError, 'issues'>): DomainError<'input.invalid'> {
  const issues = error.issues.slice(0, 10).map(({ path, message }) => ({
    at: path.map(String).join('.'),
    message,
  }))
  const at = issues[0]?.at || undefined
  return domainError('input.invalid', issues[0]?.message ?? 'not valid', {
    at,
    details: { issues },
  })
}

/** Answers with a problem when an OpenAPI route's schema refuses a request. */
export function validationHook(
  result: { success: true } | { success: false; error: Pick<core.$ZodError, 'issues'> },
  c: Context<AppEnv>,
): Response | undefined {
  return result.success ? undefined : renderProblem(c, invalidInput(result.error))
}
