import type { App } from '@lianshu/http'
import { type DomainError, domainError, err, type Json, ok, type Result } from '@lianshu/kernel'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { forParticipant } from '../managed.ts'

const demandSchema = z.strictObject({ text: z.string().min(1).max(4000) })

const runSchema = z.strictObject({
  plan: z.unknown(),
  demandId: z.string().max(200).optional(),
  joinWithinMs: z.number().int().optional(),
  agreementIds: z.array(z.string().max(500)).min(1).max(1000),
})

const modelSchema = z.strictObject({
  url: z.url().max(500),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** What a trainer asks of the operator, in its own name and with its own keys. */
export function manageTraining(app: App, connector: Connector): void {
  const { exchange, node, trainings } = connector
  const base = '/api/participants/:slug'

  app.post(
    `${base}/demands`,
    forParticipant(connector, demandSchema, ({ participant, body }) =>
      ask(participant, '/demands', body, 'demand'),
    ),
  )

  app.post(
    `${base}/runs`,
    forParticipant(connector, runSchema, async ({ participant, did, body }) => {
      const { agreementIds, plan, ...rest } = body
      const parts: Json[] = []
      for (const id of agreementIds) {
        const agreement = await exchange.agreements.get(did, id)
        if (agreement?.state !== 'FINALIZED' || agreement.providerSignature === undefined) {
          return err(
            domainError('policy.no-agreement', `${id} is not a signed agreement that holds`),
          )
        }
        const { policy, providerSignature } = agreement
        parts.push({ agreement: policy as unknown as Json, providerSignature })
      }
      return ask(participant, '/runs', { ...rest, plan: plan as Json, parts }, 'rounds')
    }),
  )

  app.post(`${base}/models`, async (c) => {
    const handler = forParticipant(connector, modelSchema, async ({ participant, body }) => {
      const { operator, id } = participant
      if (!operator || !body.url.startsWith(`${operator.url}/`)) {
        return err(
          domainError('auth.forbidden', 'models are fetched from the operator of this space only'),
        )
      }
      const call = { from: id, to: operator.did, method: 'GET', kind: 'rounds' } as const
      const answer = await node.peers.bytes({ ...call, url: `${body.url}/models/${body.sha256}` })
      if (!answer.ok) return answer
      return ok({ base64: Buffer.from(answer.value.body).toString('base64') })
    })
    return handler(c)
  })

  app.get('/api/training/backends', (c) => c.json(trainings.backends()))

  async function ask(
    participant: {
      id: Parameters<typeof node.peers.json>[0]['from']
      operator?: { did: Parameters<typeof node.peers.json>[0]['to']; url: string }
    },
    path: string,
    body: Json,
    kind: string,
  ): Promise<Result<Json, DomainError>> {
    const { id, operator } = participant
    if (!operator) return err(domainError('auth.not-member', 'join a space first'))
    const call = { from: id, to: operator.did, method: 'POST', kind } as const
    const answer = await node.peers.json({ ...call, url: `${operator.url}${path}`, body })
    return answer.ok ? ok(answer.value.body) : answer
  }
}
