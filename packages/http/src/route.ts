import type { DomainError, ErrorCode, Result } from '@lianshu/kernel'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { App, AppEnv } from './app-env.ts'
import { type Content, describeRoute, type Endpoint, partsOf, pathNames } from './describe-route.ts'
import type { Guard } from './guard.ts'
import { answerJson } from './json-answer.ts'
import { renderProblem } from './problem.ts'
import { readJson } from './read-json.ts'
import { invalidInput } from './validation-hook.ts'

type ParamNames<Path> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** What a schema describes, as our own values are: read-only at every depth. */
export type Told<T> = T extends readonly (infer Item)[]
  ? readonly Told<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Told<T[Key]> }
    : T

/** A route as data: what the document says and what is checked before the handler sees a request. */
export interface Route<Caller, Query, Headers, Body, Answer> {
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly guard: Guard<Caller>
  readonly query?: z.ZodObject & z.ZodType<Query>
  readonly headers?: z.ZodObject & z.ZodType<Headers>
  /** A schema reads JSON; of a media type the handler reads the bytes itself. */
  readonly body?: z.ZodType<Body> | `${string}/${string}`
  /** What a Result with a value becomes; without it, 204. */
  readonly answer?: z.ZodType<Answer>
  readonly status?: 200 | 201
  /** Answers that the handler gives as a Response of its own. */
  readonly others?: Readonly<Record<number, Content>>
  /** Codes of the handler's own refusals; those of guard and schemas come by themselves. */
  readonly problems?: readonly ErrorCode[]
}

/** A request that the guard admitted and the schemas understood. */
export interface Call<Path, Caller, Query, Headers, Body> {
  readonly c: Context<AppEnv>
  readonly caller: Caller
  readonly params: Readonly<Record<ParamNames<Path>, string>>
  readonly query: Query
  readonly headers: Headers
  readonly body: Body
}

/**
 * Adds a route to the app and to its OpenAPI document. In this order: the guard admits the caller, the
 * schemas read query, headers and body (`input.invalid`), the handler acts; what any of them refuses is
 * rendered as a problem.
 */
export function route<const At extends Endpoint, Caller, Query, Headers, Body, Answer>(
  app: App,
  endpoint: At,
  options: Route<Caller, Query, Headers, Body, Answer>,
  handle: (
    call: Call<At, Caller, Query, Headers, Body>,
  ) => Promise<Result<Told<Answer>, DomainError> | Response>,
): void {
  const { guard, query, headers, body, answer, status = 200, others = {} } = options
  const reads = [query, headers, body].some((schema) => schema !== undefined)
  describeRoute(app, endpoint, {
    ...options,
    scheme: guard.scheme,
    answers: { ...(answer ? { [status]: answer } : isEmpty(others) && { 204: null }), ...others },
    problems: [
      ...guard.problems,
      ...(reads ? (['input.invalid'] as const) : []),
      ...(body ? (['input.too-large'] as const) : []),
      ...(options.problems ?? []),
    ],
  })
  const [method, path] = partsOf(endpoint)
  const names = pathNames(path)
  app.on(method, path, async (c: Context<AppEnv>) => {
    const admitted = await guard.admit(c)
    if (!admitted.ok) return renderProblem(c, admitted.error)
    const asked = query?.safeParse(queryOf(c))
    const named = headers?.safeParse(c.req.header())
    const sent = typeof body === 'object' ? body.safeParse(await readJson(c)) : undefined
    const refused = [asked, named, sent].find((read) => read?.success === false)
    if (refused?.error) return renderProblem(c, invalidInput(refused.error))
    const result = await handle({
      ...{ c, caller: admitted.value },
      params: Object.fromEntries(names.map((name) => [name, c.req.param(name) ?? ''])) as Call<
        At,
        Caller,
        Query,
        Headers,
        Body
      >['params'],
      query: asked?.data as Query,
      headers: named?.data as Headers,
      body: sent?.data as Body,
    })
    if (result instanceof Response) return result
    if (!result.ok) return renderProblem(c, result.error)
    return answer ? answerJson(c, JSON.stringify(result.value ?? null), status) : c.body(null, 204)
  })
}

const isEmpty = (record: object): boolean => Object.keys(record).length === 0

/** A name that stands once is a text, one that stands more often a list. */
const queryOf = (c: Context<AppEnv>) =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, all]) => [name, all.length > 1 ? all : all[0]]),
  )
