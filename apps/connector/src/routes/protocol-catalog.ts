import { readJson } from '@lianshu/http'
import { ok } from '@lianshu/kernel'
import { listCatalog, readDataset } from '../catalog/own-catalog.ts'
import type { Connector } from '../connector.ts'
import type { Handle } from './protocol.ts'

/** Answers a catalogue request with a page, its neighbours in `Link` (RFC 8288, DSP 2025-1, 6.1.2). */
export const requestCatalog =
  (connector: Connector): Handle =>
  async (c, call) => {
    const page = await listCatalog(connector, {
      ...call,
      slug: c.req.param('slug') ?? '',
      message: await readJson(c),
      continuation: c.req.query('continuationToken'),
    })
    if (!page.ok) return page
    const { json, ...neighbours } = page.value
    const here = connector.publicUrl + new URL(c.req.url).pathname
    const links = Object.entries(neighbours).map(
      ([rel, token]) => `<${here}?continuationToken=${token}>; rel="${rel}"`,
    )
    if (links.length > 0) c.header('link', links.join(', '))
    return ok({ status: 200, written: json })
  }

/** Answers a dataset request; who has this release of the entry already is told just that (RFC 9110, 13.1.2). */
export const readCatalogDataset =
  (connector: Connector): Handle =>
  async (c, call) => {
    const dataset = await readDataset(connector, call, c.req.param('id') ?? '')
    if (!dataset.ok) return dataset
    const { text, hash } = dataset.value
    // Weak: the same entry may come in other bytes, compressed for one.
    c.header('etag', `W/"${hash}"`)
    const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim())
    const isKnown = known.some((tag) => tag.replace(/^W\//, '') === `"${hash}"`)
    return ok(isKnown ? { status: 304 } : { status: 200, written: text })
  }
