import { type App, route } from '@lianshu/http'
import { type Did, isDid, ok } from '@lianshu/kernel'
import { memberRoleSchema, organizationNumberSchema } from '@lianshu/protocol/dcp'
import { z } from 'zod'
import { participantSchema } from '../answers/participant.ts'
import { managerOf, managerOnly } from '../caller.ts'
import type { Connector } from '../connector.ts'
import { hostParticipant } from '../participants/host-participant.ts'
import { joinSpace } from '../participants/join-space.ts'

const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) })

const hostSchema = z
  .strictObject({
    slug: z.string().max(40),
    name: words,
    roles: z.array(memberRoleSchema).min(1).max(3),
    number: organizationNumberSchema.optional(),
    keyAlgorithm: z
      .enum(['EdDSA', 'ES256'])
      .optional()
      .meta({ description: 'Of its first key; ES256 for makes that read P-256 alone' }),
  })
  .meta({ id: 'HostParticipant' })

const joinSchema = z
  .strictObject({
    operator: z.strictObject({
      did: z.string().refine(isDid, 'is not a DID'),
      url: z.url().max(300),
    }),
  })
  .meta({ id: 'JoinSpace' })

/** Participants of this connector, and their membership of a space. */
export function manageParticipants(app: App, connector: Connector): void {
  const { participants, holding, addresses, node, operators } = connector
  const { identities, peers } = node
  const manage = { tag: 'participants', guard: managerOnly(connector) }
  const manageOne = { tag: 'participants', guard: managerOf(connector) }

  route(
    app,
    'GET /api/participants',
    {
      ...{ ...manage, id: 'getParticipants', summary: 'Everybody whom this connector hosts' },
      answer: z.array(participantSchema),
    },
    async () => ok(await participants.all()),
  )

  route(
    app,
    'POST /api/participants',
    {
      ...{ ...manage, id: 'hostParticipant', body: hostSchema, status: 201 },
      summary:
        'Gives a participant a DID, keys and a name; again changes only name, roles and number',
      ...{ answer: participantSchema, problems: ['conflict.stale'] },
    },
    ({ body }) => hostParticipant({ participants, identities, addresses }, body),
  )

  route(
    app,
    'POST /api/participants/:slug/membership',
    {
      ...{ ...manageOne, id: 'joinSpace' },
      summary: 'Applies at an operator; its credentials come to the wallet when it has approved',
      ...{ body: joinSchema, answer: z.object({ state: z.string() }).meta({ id: 'Standing' }) },
      problems: ['auth.forbidden', 'peer.unreachable', 'peer.refused', 'peer.invalid'],
    },
    ({ caller, body: { operator } }) => {
      const deps = { participants, holding, peers, addresses, operators }
      const { did, url } = operator
      return joinSpace(deps, { participant: caller.id, operator: { did: did as Did, url } })
    },
  )

  route(
    app,
    'GET /api/traffic',
    {
      ...{ ...manage, id: 'getTraffic', summary: 'Bytes that left this node, by kind of message' },
      answer: z.record(z.string(), z.number().int()).meta({ id: 'Traffic' }),
    },
    async () => ok(node.traffic.totals()),
  )
}
