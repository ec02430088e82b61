import { answerDemand } from '@lianshu/catalog'
import { type App, createRateLimit, everybody, route, withRateLimit } from '@lianshu/http'
import { domainError, err, ok } from '@lianshu/kernel'
import { z } from 'zod'
import { demandAnswerSchema } from '../answers/demand.ts'
import type { Broker } from '../broker.ts'
import { membersOnly } from '../caller.ts'
import { demandView } from '../views/demand-view.ts'

const demandSchema = z
  .strictObject({ text: z.string().min(1).max(4000) })
  .meta({ id: 'DemandRequest' })

/** Seekers say what they need; everybody may read questions and answers. */
export function demandRoutes(app: App, broker: Broker): void {
  const { node, catalogReader, demandBook } = broker
  const { clock, random } = node
  // Every demand is kept and shown to everybody.
  const limit = createRateLimit({ clock, capacity: 60, refillPerSecond: 0.2 })

  route(
    app,
    'POST /demands',
    {
      ...{ id: 'postDemand', tag: 'demands', status: 201, answer: demandAnswerSchema },
      summary: 'Says what is needed; answers with what fits, what does not, and why',
      guard: withRateLimit(membersOnly(broker), limit, (seeker) => seeker),
      body: demandSchema,
    },
    async ({ caller: seeker, body: { text } }) => {
      const answer = await answerDemand(
        { index: catalogReader.index, demands: demandBook, clock, random },
        { brokerId: broker.did, seeker, text },
      )
      return answer.ok ? ok(demandView(answer.value)) : answer
    },
  )

  route(
    app,
    'GET /api/demands',
    {
      ...{ id: 'getDemands', tag: 'demands', guard: everybody },
      summary: 'The newest hundred demands with their answers',
      answer: z.array(demandAnswerSchema),
    },
    async () => {
      const page = { limit: 100, newestFirst: true }
      return ok((await broker.records.demands.find(broker.did, {}, page)).map(demandView))
    },
  )

  route(
    app,
    'GET /api/demands/:id',
    {
      ...{ id: 'getDemand', tag: 'demands', guard: everybody, problems: ['not-found'] },
      summary: 'One demand with its answer',
      answer: demandAnswerSchema,
    },
    async ({ params }) => {
      const demand = await broker.records.demands.get(broker.did, params.id)
      return demand
        ? ok(demandView(demand))
        : err(domainError('not-found', 'there is no such demand'))
    },
  )
}
