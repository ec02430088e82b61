import type { Clock } from '@lianshu/kernel'

export interface RateLimitOptions {
  readonly clock: Clock
  /** Requests that may come at once. */
  readonly capacity: number
  /** Requests per second in the long run. */
  readonly refillPerSecond: number
  /** Keys remembered at most; the one unused for longest is forgotten. Default 10 000. */
  readonly maxKeys?: number
}

export interface RateLimit {
  /** 0 when the request may pass, else the seconds to wait. */
  take(key: string): number
}

/** A token bucket per key. */
export function createRateLimit(options: RateLimitOptions): RateLimit {
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
