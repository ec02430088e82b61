import { STATUS_CODES } from 'node:http'
import type { RouteConfig } from '@hono/zod-openapi'
import type { ErrorCode } from '@lianshu/kernel'
import { z } from 'zod'
import type { App } from './app-env.ts'
import type { SecurityScheme } from './guard.ts'
import { problemResponses } from './problem.ts'

/** A method and a path as routers write it: `POST /runs/:run/join`. */
export type Endpoint = `${'GET' | 'POST' | 'PUT'} /${string}`

/** JSON of a schema, or bytes of a media type. */
export type Content = z.ZodType | `${string}/${string}`

/** What the OpenAPI document says about a route. */
export interface RouteDescription {
  /** Unique in the document: clients name their functions after it. */
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly scheme?: SecurityScheme
  readonly query?: z.ZodObject
  readonly headers?: z.ZodObject
  readonly body?: Content
  /** By status; null for an empty body. */
  readonly answers: Readonly<Record<number, Content | null>>
  /** Codes of the problems that it may answer with. */
  readonly problems?: readonly ErrorCode[]
}

/** Enters a route into the app's OpenAPI document. Whoever handles the route keeps what it says. */
export function describeRoute(app: App, endpoint: Endpoint, description: RouteDescription): void {
  const { id, tag, summary, scheme, query, headers, body, answers, problems = [] } = description
  const [method, path] = partsOf(endpoint)
  const names = pathNames(path)
  const params = names.length > 0 ? pathSchema(names) : undefined
  const told = Object.entries(answers).map(([status, content]) => [
    status,
    { description: STATUS_CODES[status] ?? status, ...(content && { content: media(content) }) },
  ])
  const route = {
    ...{ method: method.toLowerCase(), path: path.replaceAll(/:(\w+)/g, '{$1}') },
    ...{ operationId: id, tags: [tag], summary },
    // Said also when empty: "no security" is a decision, not an omission.
    security: scheme ? [{ [scheme]: [] }] : [],
    request: {
      ...{ params, query, headers },
      body: body && { content: media(body), required: true },
    },
    responses: { ...Object.fromEntries(told), ...problemResponses(...new Set(problems)) },
  }
  app.openAPIRegistry.registerPath(route as RouteConfig)
}

/** `POST /runs/:run/join` as method and path. */
export const partsOf = (endpoint: Endpoint): [method: string, path: string] => {
  const space = endpoint.indexOf(' ')
  return [endpoint.slice(0, space), endpoint.slice(space + 1)]
}

export const pathNames = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)

const pathSchema = (names: readonly string[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string()])))

const media = (content: Content) =>
  typeof content === 'string'
    ? { [content]: { schema: { type: 'string', format: 'binary' } as const } }
    : { 'application/json': { schema: content } }
