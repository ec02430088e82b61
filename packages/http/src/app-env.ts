import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Logger } from '@lianshu/kernel'

/** What every handler finds in its context. */
export interface AppEnv {
  Variables: {
    /** Identifies the request in logs and problems. */
    requestId: string
    /** A logger that writes the request's id with every line. */
    logger: Logger
  }
}

/** An app as `createApp` makes it. */
export type App = OpenAPIHono<AppEnv>
