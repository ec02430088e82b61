import { type Clock, domainError } from '@lianshu/kernel'
import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { renderProblem } from './problem.ts'

export interface RateLimitOptions {
  readonly clock: Clock
  /** Requests that may come at once. */
  readonly capacity: number
  /** Requests per second in the long run. */
  readonly refillPerSecond: number
  /** Keys remembered at most; the one unused for longest is forgotten. Default 10 000. */
  readonly maxKeys?: number
}

/** A token bucket per key. `take` answers 0 when the request may pass, else the seconds to wait. */
export function createRateLimit(options: RateLimitOptions): { take(key: string): number } {
  const { clock, capacity, refillPerSecond, maxKeys = 10_000 } = options
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(key) {
      const now = clock.now().getTime()
      const bucket = buckets.get(key) ?? { tokens: capacity, at: now }
      const refilled = bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * refillPerSecond
      const tokens = Math.min(capacity, refilled)
      const isAllowed = tokens >= 1
      buckets.delete(key)
      if (buckets.size >= maxKeys) buckets.delete(buckets.keys().next().value!)
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at: now })
      return isAllowed ? 0 : Math.ceil((1 - tokens) / refillPerSecond)
    },
  }
}

/** Answers 429 with `Retry-After` to a key that asks too often. */
export function limitRate(
  limit: { take(key: string): number },
  keyOf: (c: Context<AppEnv>) => string,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const waitSeconds = limit.take(keyOf(c))
    if (waitSeconds === 0) return next()
    c.header('retry-after', String(waitSeconds))
    return renderProblem(c, domainError('rate.exceeded', `try again in ${waitSeconds} s`))
  }
}
