import type { DspEndpoint } from '@lianshu/exchange'
import {
  type App,
  type AppEnv,
  answerJson,
  describeRoute,
  type Endpoint,
  readJson,
  renderProblem,
} from '@lianshu/http'
import { type DomainError, type Json, ok, type Result } from '@lianshu/kernel'
import type { Context } from 'hono'
import { membersOnly, type ProtocolCall } from '../caller.ts'
import type { Connector } from '../connector.ts'
import { protocolBase } from './dsp-errors.ts'
import { readCatalogDataset, requestCatalog } from './protocol-catalog.ts'
import { protocolMessages } from './protocol-messages.ts'

/** An answer as a value, or as JSON that was written before, text or UTF-8; without either, no body at all. */
interface Answer {
  readonly status: number
  readonly body?: Json
  readonly written?: string | Uint8Array<ArrayBuffer>
}

export type Handle = (
  c: Context<AppEnv>,
  call: ProtocolCall,
) => Promise<Result<Answer, DomainError>>

/**
 * The Dataspace Protocol 2025-1 of every hosted participant, both roles. Its own codecs read and write
 * the messages, and its own error bodies say what was wrong (dsp-errors.ts); the document names them.
 */
export function protocolRoutes(app: App, connector: Connector): void {
  const guard = membersOnly(connector)
  const add = (at: Endpoint, handle: Handle) => {
    const [method, path] = at.split(' ') as ['GET' | 'POST', string]
    describe(app, at)
    app.on(method, protocolBase + path, async (c: Context<AppEnv>) => {
      const call = await guard.admit(c)
      const answer = call.ok ? await handle(c, call.value) : call
      if (!answer.ok) return renderProblem(c, answer.error)
      const { status, body, written } = answer.value
      if (body === undefined && written === undefined) return c.body(null, status as 304)
      return answerJson(c, written ?? JSON.stringify(body), status as 200)
    })
  }

  for (const endpoint of connector.endpoints) {
    add(`${endpoint.method} ${endpoint.path as `/${string}`}`, (c, call) =>
      handleMessage(connector, endpoint, c, call),
    )
  }

  add('POST /catalog/request', requestCatalog(connector))
  add('GET /catalog/datasets/:id', readCatalogDataset(connector))
}

async function handleMessage(
  connector: Connector,
  endpoint: DspEndpoint,
  c: Context<AppEnv>,
  call: ProtocolCall,
): Promise<Result<Answer, DomainError>> {
  const body = endpoint.method === 'POST' ? await readJson(c) : undefined
  const answer = await endpoint.handle({ ...call, pid: c.req.param('pid') ?? '', body })
  // The next step is ours, but only once the other side has read this answer.
  if (answer.followUp) connector.followUp(answer.followUp)
  return ok(answer)
}

/** Throws for an endpoint that nobody described: that is a bug, found at the first start. */
function describe(app: App, at: Endpoint): void {
  const told = protocolMessages[at]
  if (!told) throw new Error(`${at} is not in protocolMessages`)
  const { id, message, answer, error, status = 200 } = told
  const [method, path] = at.split(' ') as ['GET' | 'POST', string]
  const failures = [400, 401, 403, 404, 409, 413].map((code) => [code, error.schema])
  describeRoute(app, `${method} ${protocolBase as `/${string}`}${path}`, {
    ...{ id, tag: 'Dataspace Protocol', scheme: 'selfIssuedToken', body: message?.schema },
    summary: message
      ? `Takes a ${message.type}, answers with ${answer.type}`
      : `Reads ${answer.type}`,
    answers: { ...Object.fromEntries(failures), [status]: answer.schema },
  })
}
