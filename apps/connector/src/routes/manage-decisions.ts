import { decisionModes, defaultDecisionRules, placeOf, waitingDecisions } from '@lianshu/exchange'
import { type App, answerPage, pageQuery, route } from '@lianshu/http'
import { domainError, err, ok } from '@lianshu/kernel'
import { z } from 'zod'
import { waitingDecisionSchema } from '../answers/exchange.ts'
import { managerOf } from '../caller.ts'
import type { Connector } from '../connector.ts'

const ninetyDays = 7_776_000

const rulesSchema = z
  .strictObject({
    mode: z.enum(decisionModes),
    /** What a person has; then the request is refused. */
    withinSeconds: z
      .number()
      .int()
      .min(1)
      .max(ninetyDays)
      .default(defaultDecisionRules.withinSeconds),
  })
  .meta({ id: 'DecisionRules' })

/** Who decides on requests for a participant's data, and what waits for a person. */
export function manageDecisions(app: App, connector: Connector): void {
  const { held, participants } = connector
  const base = '/api/participants/:slug'
  const manage = { tag: 'decisions', guard: managerOf(connector) }

  route(
    app,
    `GET ${base}/decisions`,
    {
      ...{ ...manage, id: 'getDecisions', answer: z.array(waitingDecisionSchema) },
      summary:
        'What waits for a person, the nearest deadline first: who asks, for what, until when',
      query: pageQuery,
    },
    ({ c, caller, query }) =>
      answerPage(c, query, (page) => waitingDecisions(held, caller.id, page), { placeOf }),
  )

  route(
    app,
    `GET ${base}/decision-rules`,
    {
      ...{ ...manage, id: 'getDecisionRules', answer: rulesSchema },
      summary: 'Who decides: what was published, or a person',
    },
    async ({ caller }) => ok(caller.decisions ?? defaultDecisionRules),
  )

  route(
    app,
    `PUT ${base}/decision-rules`,
    {
      ...{ ...manage, id: 'setDecisionRules', body: rulesSchema, answer: rulesSchema },
      ...{ problems: ['conflict.stale'] },
      summary: 'Chooses who decides from now on; what waits already keeps its deadline',
    },
    async ({ caller, body }) => {
      const saved = await participants.save({ ...caller, decisions: body })
      if (saved) return ok(body)
      return err(domainError('conflict.stale', `${caller.slug} was changed meanwhile; try again`))
    },
  )
}
