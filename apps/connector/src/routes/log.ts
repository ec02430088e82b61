import { type App, renderProblem } from '@lianshu/http'
import { domainError } from '@lianshu/kernel'
import { protocolCall } from '../caller.ts'
import type { Connector } from '../connector.ts'

const mostEntries = 1000

/** A participant's own log: for members and operators, who pass it on to readers; and a way to bring it up to date. */
export function logRoutes(app: App, connector: Connector): void {
  const { node, log } = connector

  app.get('/participants/:slug/log', async (c) => {
    const call = await protocolCall(connector, c)
    if (!call.ok) return renderProblem(c, call.error)
    const { participantId } = call.value
    const from = Number(c.req.query('from') ?? 0)
    const to = Number(c.req.query('to') ?? from)
    if (
      ![from, to].every(Number.isSafeInteger) ||
      from < 0 ||
      to < from ||
      to - from > mostEntries
    ) {
      return renderProblem(
        c,
        domainError('input.invalid', `from and to span at most ${mostEntries} entries`),
      )
    }
    const [head, cosignatures, entries] = await Promise.all([
      node.logs.latestHead(participantId),
      node.logs.cosignatures(participantId),
      node.logs.entries(participantId, from, to),
    ])
    // Readers want the newest head witnessed; older ones say nothing more.
    const newest = cosignatures.filter(({ statement }) => statement.head.size === head?.head.size)
    return c.json({ head, cosignatures: newest, entries })
  })

  app.post('/api/log', async (c) => {
    await log.flush()
    return c.json({ placed: true })
  })
}
