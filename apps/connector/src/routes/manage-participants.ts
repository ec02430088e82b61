import { type App, invalidInput, renderProblem } from '@lianshu/http'
import { type Did, isDid } from '@lianshu/kernel'
import { memberRoleSchema } from '@lianshu/protocol/dcp'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { forParticipant } from '../managed.ts'
import { hostParticipant } from '../participants/host-participant.ts'
import { joinSpace } from '../participants/join-space.ts'

const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) })

const participantSchema = z.strictObject({
  slug: z.string().max(40),
  name: words,
  roles: z.array(memberRoleSchema).min(1).max(3),
})

const joinSchema = z.strictObject({
  operator: z.strictObject({
    did: z.string().refine(isDid, 'is not a DID'),
    url: z.url().max(300),
  }),
})

/** Participants of this connector, and their membership of a space. */
export function manageParticipants(app: App, connector: Connector): void {
  const { participants, credentials, addresses, node, operators } = connector
  const { identities, peers, clock } = node

  app.get('/api/participants', async (c) => c.json(await participants.all()))

  app.post('/api/participants', async (c) => {
    const body = participantSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return renderProblem(c, invalidInput(body.error))
    const hosted = await hostParticipant({ participants, identities, addresses }, body.data)
    return hosted.ok ? c.json(hosted.value, 201) : renderProblem(c, hosted.error)
  })

  app.post(
    '/api/participants/:slug/membership',
    forParticipant(connector, joinSchema, ({ did, body }) => {
      const operator = { did: body.operator.did as Did, url: body.operator.url }
      const deps = { participants, credentials, identities, peers, addresses, operators, clock }
      return joinSpace(deps, { participant: did, operator })
    }),
  )

  app.get(
    '/api/participants/:slug/credentials',
    forParticipant(connector, undefined, async ({ did }) => {
      const held = await credentials.list(did)
      // The credential itself is a bearer's proof: it stays in the wallet.
      return { ok: true, value: held.map(({ jwt: _jwt, ...told }) => told) }
    }),
  )

  app.get('/api/traffic', (c) => c.json(node.traffic.totals()))
}
