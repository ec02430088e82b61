import { openDatabase } from '@lianshu/adapters'
import type { Dataset } from '@lianshu/catalog'
import type { Negotiation, Transfer } from '@lianshu/exchange'
import { type Json, unwrap } from '@lianshu/kernel'
import { federatedTrainingFormat } from '@lianshu/protocol/dcat'
import { LIANSHU, parseOffer } from '@lianshu/protocol/odrl'
import { planHash, type TrainingPlan } from '@lianshu/protocol/rounds'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTwoSides, type TwoSides } from '../testing/two-sides.ts'

let sides: TwoSides
let db: ReturnType<typeof openDatabase>
let agreementId: string
beforeAll(async () => {
  sides = await openTwoSides()
  db = openDatabase({ url: sides.node.databaseUrl, poolSize: 1 })
  const { mine } = await sides.request(await trainable())
  const agreed = await sides.reaches<Negotiation>('trainer', 'negotiations', mine, 'FINALIZED')
  agreementId = agreed.agreementId ?? ''
})
afterAll(async () => {
  await db?.close()
  await sides?.close()
})

/** An offer of the plant's that lets its data be trained on and the result be tried out. */
async function trainable(): Promise<Negotiation['offer']> {
  const terms = { uses: ['train', 'evaluate'], deliveries: ['federated'], purposes: [] }
  const { id } = await sides.manage<Dataset>('plant', '/datasets', { ...sides.draft, terms })
  const { offer } = await sides.manage<Dataset>('plant', `/datasets/${id}/publish`, {})
  return { ...unwrap(parseOffer(offer)), target: id }
}

const planOf = (id: string): TrainingPlan => ({
  ...{ id, version: 1, task: 'binary', rounds: 1, purpose: 'wear' },
  ...{ initiator: sides.node.didOf('trainer'), coordinator: sides.node.peers.operator.did },
  target: { column: 'failure', kind: 'classes', classes: ['0', '1'] },
  features: [{ column: 'torque', kind: 'numeric', unit: 'Nm', range: { low: 0, high: 80 } }],
  preprocessing: {
    ...{ numeric: 'standardise', missing: 'mean-and-indicator', categorical: 'one-hot-with-other' },
  },
  model: { kind: 'dense', hidden: [2], activation: 'relu', seed: 1 },
  local: {
    ...{ epochs: 1, batchSize: 32, learningRate: 0.01, optimizer: 'adam' },
    ...{ balanceClasses: true, seed: 1 },
  },
  strategy: { kind: 'fedavg' },
  cohort: { minimum: 3, maximum: 3, deadlineMs: 60_000 },
  secureAggregation: { kind: 'pairwise-masks', fractionBits: 24, clip: 8, maximumRows: 100_000 },
  evaluation: { testFraction: 0.25, seed: 1, histogramBins: 100 },
})

/** Asks the plant into a run that is finished for it as soon as `finish` is called. */
async function invited(run: string) {
  const { peers } = sides.node
  const plan = planOf(`urn:plan:${run}`)
  const path = `/runs/${run}`
  let finish = (): void => {}
  const end = { do: 'finished', token: 'end', state: 'COMPLETED' }
  const asked = new Promise<void>((resolve) => {
    peers.answer(`${path}/work`, (response) => {
      finish = () => {
        peers.answer(`${path}/work`, 200, end)
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(end))
      }
      resolve()
    })
  })
  peers.answer(`${path}/plan`, 200, { plan: plan as unknown as Json })
  peers.answer(`${path}/join`, 200, null)
  const property = (name: string, value: string) => ({ '@type': 'EndpointProperty', name, value })
  const mine = await sides.manage<Transfer>('trainer', '/transfers', {
    ...{ agreementId, format: federatedTrainingFormat },
    dataAddress: {
      ...{ '@type': 'DataAddress', endpointType: `${LIANSHU}FederatedTraining` },
      endpoint: `${peers.url}${path}`,
      endpointProperties: [property('runId', run), property('planHash', await planHash(plan))],
    },
  })
  await asked
  await sides.reaches('trainer', 'transfers', mine.id, 'STARTED')
  return { id: mine.id, finish: () => finish() }
}

/** A table is away while the run ends, and comes back a while later. */
async function withoutTable(table: string, during: () => void) {
  await db.execute(`alter table ${table} rename to ${table}_away`)
  during()
  await new Promise((done) => setTimeout(done, 1500))
  await db.execute(`alter table ${table}_away rename to ${table}`)
}

it.each(['transfers', 'participations'])(
  'a part that ends while %s cannot be stored ends its transfer once they can',
  async (table) => {
    const { id, finish } = await invited(`without-${table}`)
    await withoutTable(table, finish)
    const { state } = await sides.reaches<Transfer>('trainer', 'transfers', id, 'COMPLETED')
    expect(state).toBe('COMPLETED')
    const theirs = await sides.manage<Transfer[]>('plant', '/transfers')
    const own = theirs.find(({ counterpartyPid }) => counterpartyPid === id)
    expect(own).toMatchObject({ state: 'COMPLETED' })
  },
)
