import { type App, route } from '@lianshu/http'
import { domainError, err, ok } from '@lianshu/kernel'
import { cosignatureSchema, logEntrySchema, signedHeadSchema } from '@lianshu/trust'
import { z } from 'zod'
import { managerOnly, membersOnly } from '../caller.ts'
import type { Connector } from '../connector.ts'

const mostEntries = 1000

const index = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

const rangeQuery = z.object({
  from: index.default(0),
  /** Not included; nothing when it is absent. */
  to: index.optional(),
})

const partSchema = z
  .object({
    head: signedHeadSchema.optional(),
    cosignatures: z.array(cosignatureSchema),
    entries: z.array(logEntrySchema),
  })
  .meta({ id: 'LogPart' })

/** A participant's own log: for members and operators, who pass it on to readers; and a way to bring it up to date. */
export function logRoutes(app: App, connector: Connector): void {
  const { node, log } = connector

  route(
    app,
    'GET /participants/:slug/log',
    {
      ...{ id: 'getLog', tag: 'log', guard: membersOnly(connector) },
      summary: 'The newest head of a participant’s log, its witnesses, and at most 1000 entries',
      ...{ query: rangeQuery, answer: partSchema },
    },
    async ({ caller: { participantId }, query: { from, to = from } }) => {
      if (to < from || to - from > mostEntries) {
        const message = `from and to span at most ${mostEntries} entries`
        return err(domainError('input.invalid', message))
      }
      const [head, cosignatures, entries] = await Promise.all([
        node.logs.latestHead(participantId),
        node.logs.cosignatures(participantId),
        node.logs.entries(participantId, from, to),
      ])
      // Readers want the newest head witnessed; older ones say nothing more.
      const newest = cosignatures.filter(({ statement }) => statement.head.size === head?.head.size)
      return ok({ head, cosignatures: newest, entries })
    },
  )

  route(
    app,
    'POST /api/log',
    {
      ...{ id: 'placeRecords', tag: 'log', guard: managerOnly(connector) },
      summary: 'Gives waiting log records their place now, and has the heads witnessed',
      answer: z.object({ placed: z.literal(true) }).meta({ id: 'Placed' }),
    },
    async () => {
      await log.flush()
      return ok({ placed: true as const })
    },
  )
}
