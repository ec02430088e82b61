import type { RenderError } from '@lianshu/http'
import type { Json } from '@lianshu/kernel'
import { type DspArea, dspVersion, renderDspError } from '@lianshu/protocol/dsp'

/** Where a participant's Dataspace Protocol endpoints stand, as routers write it. */
export const protocolBase = `/participants/:slug/dsp/${dspVersion}`

const areaOfPath: Readonly<Record<string, DspArea>> = {
  catalog: 'catalog',
  negotiations: 'negotiation',
  transfers: 'transfer',
}

const [before, after] = protocolBase.split(':slug')
const protocolPath = new RegExp(`^${before}[^/]+${after}/(\\w+)/`)

/** On the Dataspace Protocol's paths every error, whoever found it, is the protocol's own error body. */
export const renderProtocolError: RenderError = (c, error) => {
  const area = areaOfPath[protocolPath.exec(c.req.path)?.[1] ?? '']
  if (!area) return undefined
  const { status, body } = renderDspError(area, error)
  return c.json(body as Record<string, Json>, status as 400)
}
