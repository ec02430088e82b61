import type { OpenAPIHono } from '@hono/zod-openapi'
import type { DomainError, Logger } from '@lianshu/kernel'
import type { Context } from 'hono'

/** Answers with an error in a protocol's own form; undefined where problems are the form. */
export type RenderError = (c: Context<AppEnv>, error: DomainError) => Response | undefined

/** What every handler finds in its context. */
export interface AppEnv {
  Variables: {
    /** Identifies the request in logs and problems. */
    requestId: string
    /** A logger that writes the request's id with every line. */
    logger: Logger
    /** Another form for errors on paths whose protocol has its own; see AppOptions. */
    renderError?: RenderError
  }
}

/** An app as `createApp` makes it. */
export type App = OpenAPIHono<AppEnv>
