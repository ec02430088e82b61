import type { Context } from 'hono'
import type { AppEnv } from './app-env.ts'

/** Whether a body is said to be bytes: only those are not looked over before a route reads them. */
export const isBytes = (c: Context<AppEnv>): boolean =>
  /^application\/octet-stream\b/i.test(c.req.header('content-type') ?? '')

/** The body as JSON, whatever type it claims; undefined when it is none, or is said to be bytes. */
export const readJson = async (c: Context<AppEnv>): Promise<unknown> =>
  isBytes(c) ? undefined : c.req.json<unknown>().catch(() => undefined)
