import type { DspEndpoint } from '@lianshu/exchange'
import type { App, AppEnv } from '@lianshu/http'
import type { DomainError, Json } from '@lianshu/kernel'
import { type DspArea, renderDspError } from '@lianshu/protocol/dsp'
import type { Context } from 'hono'
import { protocolCall } from '../caller.ts'
import { listCatalog, readDataset } from '../catalog/own-catalog.ts'
import type { Connector } from '../connector.ts'

const base = '/participants/:slug/dsp/2025-1'

/** The Dataspace Protocol 2025-1 of every hosted participant, both roles. */
export function protocolRoutes(app: App, connector: Connector): void {
  for (const endpoint of connector.endpoints) {
    app.on(endpoint.method, base + endpoint.path, (c) => handle(connector, endpoint, c))
  }

  app.post(`${base}/catalog/request`, async (c) => {
    const call = await protocolCall(connector, c)
    if (!call.ok) return failed(c, 'catalog', call.error)
    const body = await c.req.json<unknown>().catch(() => undefined)
    const page = await listCatalog(
      connector,
      call.value.participantId,
      body,
      c.req.query('continuationToken'),
    )
    if (!page.ok) return failed(c, 'catalog', page.error)
    if (page.value.next) {
      const next = `${new URL(c.req.url).pathname}?continuationToken=${page.value.next}`
      c.header('link', `<${connector.publicUrl}${next}>; rel="next"`)
    }
    return c.json(page.value.catalog)
  })

  app.get(`${base}/catalog/datasets/:id`, async (c) => {
    const call = await protocolCall(connector, c)
    const dataset = call.ok
      ? await readDataset(connector, call.value.participantId, c.req.param('id'))
      : call
    return dataset.ok ? c.json(dataset.value) : failed(c, 'catalog', dataset.error)
  })
}

async function handle(connector: Connector, endpoint: DspEndpoint, c: Context<AppEnv>) {
  const area: DspArea = endpoint.path.startsWith('/transfers') ? 'transfer' : 'negotiation'
  const call = await protocolCall(connector, c)
  if (!call.ok) return failed(c, area, call.error)
  const body = endpoint.method === 'POST' ? await json(c) : undefined
  const answer = await endpoint.handle({ ...call.value, pid: c.req.param('pid') ?? '', body })
  // The next step is ours, but only once the other side has read this answer.
  if (answer.followUp) connector.followUp(answer.followUp)
  return c.json(answer.body as Record<string, Json>, answer.status as 200)
}

const json = (c: Context<AppEnv>) => c.req.json<unknown>().catch(() => undefined)

function failed(c: Context<AppEnv>, area: DspArea, error: DomainError) {
  const { status, body } = renderDspError(area, error, {})
  return c.json(body as Record<string, Json>, status as 400)
}
