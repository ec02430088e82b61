import type { StoredAgreement } from '@lianshu/exchange'
import { type App, route } from '@lianshu/http'
import { type DomainError, domainError, err, type Json, ok, type Result } from '@lianshu/kernel'
import type { HostedParticipant } from '@lianshu/trust'
import { z } from 'zod'
import { managerOf, managerOnly } from '../caller.ts'
import type { Connector } from '../connector.ts'

const demandSchema = z
  .strictObject({ text: z.string().min(1).max(4000) })
  .meta({ id: 'DemandRequest' })

const runSchema = z
  .strictObject({
    plan: z.unknown(),
    demandId: z.string().max(200).optional(),
    joinWithinMs: z.number().int().optional(),
    agreementIds: z.array(z.string().max(500)).min(1).max(1000),
  })
  .meta({ id: 'RunRequest' })

const modelSchema = z
  .strictObject({
    url: z.url().max(500),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'ModelRequest' })

const passedOn = z.unknown().meta({ description: 'As the operator answered' })
const peerProblems = [
  'auth.not-member',
  'peer.unreachable',
  'peer.refused',
  'peer.invalid',
] as const

/** What a trainer asks of the operator, in its own name and with its own keys. */
export function manageTraining(app: App, connector: Connector): void {
  const { exchange, node, trainings } = connector
  const trainer = { tag: 'training', guard: managerOf(connector) }

  route(
    app,
    'POST /api/participants/:slug/demands',
    {
      ...{ ...trainer, id: 'postDemand', summary: 'Says at the operator what is needed' },
      ...{ body: demandSchema, answer: passedOn, problems: peerProblems },
    },
    ({ caller, body }) => ask(connector, caller, { path: '/demands', body, kind: 'demand' }),
  )

  route(
    app,
    'POST /api/participants/:slug/runs',
    {
      ...{ ...trainer, id: 'openRun', summary: 'Opens a run at the operator on signed agreements' },
      ...{ body: runSchema, answer: passedOn, problems: [...peerProblems, 'policy.no-agreement'] },
    },
    async ({ caller, body: { agreementIds, plan, ...rest } }) => {
      const parts: Json[] = []
      for (const id of agreementIds) {
        const agreement = await exchange.agreements.get(caller.id, id)
        if (!agreement || !holds(agreement)) {
          const message = `${id} is not a signed agreement that holds`
          return err(domainError('policy.no-agreement', message))
        }
        const { policy, providerSignature } = agreement
        parts.push({ agreement: policy as unknown as Json, providerSignature })
      }
      const request = { ...rest, plan: plan as Json, parts }
      return ask(connector, caller, { path: '/runs', body: request, kind: 'rounds' })
    },
  )

  route(
    app,
    'POST /api/participants/:slug/models',
    {
      ...{ ...trainer, id: 'fetchModel', summary: 'Fetches a model of a run from the operator' },
      ...{ body: modelSchema, problems: [...peerProblems, 'auth.forbidden'] },
      answer: z.object({ base64: z.string() }).meta({ id: 'Model' }),
    },
    async ({ caller: { operator, id }, body: { url, sha256 } }) => {
      if (!operator || !url.startsWith(`${operator.url}/`)) {
        const message = 'models are fetched from the operator of this space only'
        return err(domainError('auth.forbidden', message))
      }
      const call = { from: id, to: operator.did, method: 'GET', kind: 'rounds' } as const
      const answer = await node.peers.bytes({ ...call, url: `${url}/models/${sha256}` })
      if (!answer.ok) return answer
      return ok({ base64: Buffer.from(answer.value.body).toString('base64') })
    },
  )

  route(
    app,
    'GET /api/training/backends',
    {
      ...{ id: 'getBackends', tag: 'training', guard: managerOnly(connector) },
      summary: 'Which TensorFlow.js backends the training processes found',
      answer: z.array(z.string()),
    },
    async () => ok(trainings.backends()),
  )
}

const holds = (
  agreement: StoredAgreement,
): agreement is StoredAgreement & { readonly providerSignature: string } =>
  agreement.state === 'FINALIZED' && agreement.providerSignature !== undefined

async function ask(
  { node }: Pick<Connector, 'node'>,
  { id, operator }: HostedParticipant,
  { path, body, kind }: { readonly path: string; readonly body: Json; readonly kind: string },
): Promise<Result<Json, DomainError>> {
  if (!operator) return err(domainError('auth.not-member', 'join a space first'))
  const call = { from: id, to: operator.did, method: 'POST', kind } as const
  const answer = await node.peers.json({ ...call, url: `${operator.url}${path}`, body })
  return answer.ok ? ok(answer.value.body) : answer
}
