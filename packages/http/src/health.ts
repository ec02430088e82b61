import { createRoute, z } from '@hono/zod-openapi'
import type { App } from './app-env.ts'

/** Throws, or answers within the time limit, when what it checks is in order. */
export type HealthCheck = () => Promise<unknown>

export interface HealthOptions {
  readonly name: string
  readonly version: string
  /** By name: database, objects, jobs… */
  readonly checks: Readonly<Record<string, HealthCheck>>
  /** Per check; default 2000. */
  readonly timeoutMs?: number
}

const liveSchema = z
  .object({ status: z.literal('ok'), name: z.string(), version: z.string() })
  .openapi('Liveness')

const readySchema = z
  .object({
    status: z.enum(['ok', 'failing']),
    checks: z.record(
      z.string(),
      z.object({ status: z.enum(['ok', 'failing']), latencyMs: z.number() }),
    ),
  })
  .openapi('Readiness')

/** `/health/live`: the process answers. `/health/ready`: what it needs answers too, else 503. */
export function registerHealth(app: App, options: HealthOptions): void {
  const { name, version, checks, timeoutMs = 2_000 } = options
  const json = <T extends z.ZodType>(description: string, schema: T) => ({
    description,
    content: { 'application/json': { schema } },
  })
  const liveRoute = createRoute({
    method: 'get',
    path: '/health/live',
    responses: { 200: json('The process answers', liveSchema) },
  })
  app.openapi(liveRoute, (c) => c.json({ status: 'ok' as const, name, version }, 200))
  const readyRoute = createRoute({
    method: 'get',
    path: '/health/ready',
    responses: {
      200: json('Everything it needs answers', readySchema),
      503: json('Something it needs does not answer', readySchema),
    },
  })
  app.openapi(readyRoute, async (c) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([checkName, check]) => {
        const result = await runCheck(check, timeoutMs)
        // Why it fails may name hosts and users: that is for the log, not for callers.
        if (result.error !== undefined) {
          c.get('logger').warn('not ready', { check: checkName, error: result.error })
        }
        return [checkName, { status: result.status, latencyMs: result.latencyMs }] as const
      }),
    )
    const isReady = results.every(([, { status }]) => status === 'ok')
    const body = { status: statusOf(isReady), checks: Object.fromEntries(results) }
    return isReady ? c.json(body, 200) : c.json(body, 503)
  })
}

async function runCheck(check: HealthCheck, timeoutMs: number) {
  const start = performance.now()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs)
  let error: string | undefined
  try {
    await Promise.race([check(), late.promise])
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown)
  } finally {
    clearTimeout(timer)
  }
  const latencyMs = Math.round((performance.now() - start) * 100) / 100
  return { status: statusOf(error === undefined), latencyMs, error }
}

const statusOf = (isGood: boolean) => (isGood ? ('ok' as const) : ('failing' as const))
