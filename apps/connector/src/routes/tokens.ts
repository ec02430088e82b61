import { type App, everybody, renderProblem, route } from '@lianshu/http'
import { grantToken } from '@lianshu/trust'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { findHosted } from '../participants/find-hosted.ts'

const grantedSchema = z
  .object({ access_token: z.string(), expires_in: z.number().int(), token_type: z.string() })
  .meta({ id: 'GrantedToken' })

const refusalSchema = z
  .object({ error: z.string(), error_description: z.string() })
  .meta({ id: 'TokenRefusal' })

/** The token services of the hosted participants: self-issued tokens for programs of the participant. */
export function tokenRoutes(app: App, connector: Connector): void {
  const { tokenClients: clients, node } = connector
  const { identities, clock, random } = node

  route(
    app,
    'POST /participants/:slug/sts/token',
    {
      ...{ id: 'grantToken', tag: 'identity', guard: everybody, problems: ['not-found'] },
      summary: 'Issues a self-issued token to a client of the participant (RFC 6749, 4.4)',
      body: 'application/x-www-form-urlencoded',
      others: { 200: grantedSchema, 400: refusalSchema, 401: refusalSchema },
    },
    async ({ c, params }) => {
      const hosted = await findHosted(connector, params.slug)
      if (!hosted.ok) return renderProblem(c, hosted.error)
      const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
      const keys = await identities.keysOf(hosted.value.id)
      const told = await grantToken({ keys, clients, clock, random }, form)
      const status = 'access_token' in told ? 200 : told.error === 'invalid_client' ? 401 : 400
      return c.json(told, status, { 'cache-control': 'no-store' })
    },
  )
}
