import {
  type DomainError,
  DomainFailure,
  domainError,
  type ErrorCode,
  errorWords,
} from '@lianshu/kernel'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import type { AppEnv } from './app-env.ts'
import { preferredLocale } from './locale.ts'
import { problemStatus } from './problem-status.ts'

/** A problem as it travels (RFC 9457), with our code, place and trace id. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    at: z.string().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    traceId: z.string().optional(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.infer<typeof problemSchema>

const typeBase = 'https://w3id.org/lianshu/ns/1/problems/'

/** Answers with a problem: `application/problem+json`, titled in the caller's language. */
export function renderProblem(c: Context<AppEnv>, error: DomainError): Response {
  const own = c.get('renderError')?.(c, error)
  if (own) return own
  const status = problemStatus[error.code]
  const locale = preferredLocale(c.req.header('accept-language'))
  const problem: Problem = {
    type: `${typeBase}${error.code}`,
    title: errorWords[error.code][locale],
    status,
    detail: error.message,
    code: error.code,
    at: error.at,
    details: error.details,
    traceId: c.get('requestId'),
  }
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'content-language': locale,
    vary: 'accept-language',
  }
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  return c.body(JSON.stringify(problem), status, headers)
}

/** Turns whatever a handler threw into a problem; what nobody expected is logged and hidden. */
export function renderThrown(c: Context<AppEnv>, thrown: Error): Response {
  if (thrown instanceof DomainFailure) return renderProblem(c, thrown.error)
  if (thrown instanceof HTTPException && thrown.status < 500) {
    return renderProblem(c, domainError(codeOfStatus(thrown.status), thrown.message || 'refused'))
  }
  const { name, message, stack } = thrown
  c.get('logger')?.error('request failed', { name, message, stack, path: c.req.path })
  const detail = `the request could not be completed; give trace id ${c.get('requestId')} to the operator`
  return renderProblem(c, domainError('internal', detail))
}

/** What an OpenAPI route lists under `responses` for the codes that it may answer with. */
export function problemResponses(...codes: readonly ErrorCode[]) {
  const byStatus = Map.groupBy(codes, (code) => problemStatus[code])
  return Object.fromEntries(
    [...byStatus].map(([status, all]) => [
      status,
      {
        description: all.join(', '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  )
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'auth.invalid'
  if (status === 403) return 'auth.forbidden'
  if (status === 404) return 'not-found'
  if (status === 413) return 'input.too-large'
  return status === 415 ? 'input.unsupported' : 'input.invalid'
}
