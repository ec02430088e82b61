import { type App, everybody, renderProblem, route } from '@lianshu/http'
import { domainError } from '@lianshu/kernel'
import { publishStatusList, statusPurposes } from '@lianshu/trust'
import type { Broker } from '../broker.ts'

/** How long caches may keep a list: the longest that a revocation stays unseen there, in seconds. */
const maxAgeSeconds = 10

/** The status lists of the operator's credentials: everybody may look whether one still holds. */
export function statusListRoutes(app: App, { did, issuer, node }: Broker): void {
  route(
    app,
    'GET /dcp/status-lists/:list/:purpose',
    {
      ...{ id: 'getStatusList', tag: 'issuer', guard: everybody, problems: ['not-found'] },
      summary: 'A status list as signed credential (Bitstring Status List 1.0, StatusList2021)',
      others: { 200: 'application/vc+jwt' },
    },
    async ({ c, params: { list, purpose } }) => {
      const named = statusPurposes.find((known) => known === purpose)
      if (!named) return renderProblem(c, domainError('not-found', 'there is no such status list'))
      const keys = await node.identities.keysOf(did)
      const deps = { ...issuer, keys, issued: issuer.stores.issued }
      const published = await publishStatusList(deps, { list, purpose: named })
      if (!published.ok) return renderProblem(c, published.error)
      return c.body(published.value.jwt, 200, {
        'content-type': published.value.mediaType,
        'cache-control': `public, max-age=${maxAgeSeconds}`,
      })
    },
  )
}
