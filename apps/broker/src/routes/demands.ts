import { answerDemand } from '@lianshu/catalog'
import { type App, renderProblem } from '@lianshu/http'
import { domainError } from '@lianshu/kernel'
import { z } from 'zod'
import type { Broker } from '../broker.ts'
import { memberOf } from '../caller.ts'
import { demandView } from '../views/demand-view.ts'

const demandSchema = z.strictObject({ text: z.string().min(1).max(4000) })

/** Seekers say what they need; everybody may read questions and answers. */
export function demandRoutes(app: App, broker: Broker): void {
  const { node, catalogReader, demandBook } = broker

  app.post('/demands', async (c) => {
    const caller = await memberOf(broker, c)
    if (!caller.ok) return renderProblem(c, caller.error)
    const body = demandSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) {
      const message = 'a demand is a text of 1 to 4000 characters'
      return renderProblem(c, domainError('input.invalid', message, { at: 'text' }))
    }
    const { clock, random } = node
    const answer = await answerDemand(
      { index: catalogReader.index, demands: demandBook, clock, random },
      { brokerId: broker.did, seeker: caller.value, text: body.data.text },
    )
    if (!answer.ok) return renderProblem(c, answer.error)
    return c.json(demandView(answer.value), 201)
  })

  app.get('/api/demands', async (c) => {
    const all = await broker.records.demands.find(broker.did, {})
    return c.json(all.toReversed().slice(0, 100).map(demandView))
  })

  app.get('/api/demands/:id', async (c) => {
    const demand = await broker.records.demands.get(broker.did, c.req.param('id'))
    if (!demand) return renderProblem(c, domainError('not-found', 'there is no such demand'))
    return c.json(demandView(demand))
  })
}
