import {
  type DomainError,
  domainError,
  type ErrorCode,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { Context } from 'hono'
import type { AppEnv } from './app-env.ts'
import { bearerToken, constantTimeEquals } from './bearer.ts'
import type { RateLimit } from './rate-limit.ts'

/** How callers prove who they are, as the OpenAPI document names it. */
export const securitySchemes = {
  selfIssuedToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A self-issued ID token (DCP 1.0, section 4.3): signed by the sender’s DID, one per request.',
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'x-api-key',
    description: 'The key of whoever manages this node; it may come as Bearer token, too.',
  },
} as const

export type SecurityScheme = keyof typeof securitySchemes

/** Who may call a route: asked before anything else of the request is read. */
export interface Guard<Caller> {
  /** Absent when everybody may call. */
  readonly scheme?: SecurityScheme
  /** Codes with which it refuses. */
  readonly problems: readonly ErrorCode[]
  admit(c: Context<AppEnv>): Promise<Result<Caller, DomainError>>
}

export const everybody: Guard<undefined> = { problems: [], admit: async () => ok(undefined) }

/** Admits the bearer of the secret, as Bearer token or in `x-api-key`. */
export function apiKeyGuard(secret: string): Guard<undefined> {
  if (secret.length < 16) throw new TypeError('an API key has at least 16 characters')
  return {
    scheme: 'apiKey',
    problems: ['auth.missing', 'auth.invalid'],
    async admit(c) {
      const apiKey = c.req.header('x-api-key')
      const given = apiKey ? ok(apiKey) : bearerToken(c.req.header('authorization'))
      if (!given.ok) return given
      if (constantTimeEquals(given.value, secret)) return ok(undefined)
      return err(domainError('auth.invalid', 'the API key is not valid'))
    },
  }
}

/** The same guard, for callers who do not ask too often; `rate.exceeded` with `Retry-After` for the others. */
export function withRateLimit<Caller>(
  guard: Guard<Caller>,
  limit: RateLimit,
  keyOf: (caller: Caller) => string,
): Guard<Caller> {
  return {
    ...guard,
    problems: [...guard.problems, 'rate.exceeded'],
    async admit(c) {
      const admitted = await guard.admit(c)
      const waitSeconds = admitted.ok ? limit.take(keyOf(admitted.value)) : 0
      if (waitSeconds === 0) return admitted
      c.header('retry-after', String(waitSeconds))
      return err(domainError('rate.exceeded', `try again in ${waitSeconds} s`))
    },
  }
}
