import { bindExchangeStores, createTransactor, openDatabase } from '@lianshu/adapters'
import type { StoredAgreement, Transfer } from '@lianshu/exchange'
import { asId, type Did, type RunId, systemClock, unwrap } from '@lianshu/kernel'
import { buildOffer } from '@lianshu/policy'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'
import { authorizePlan, authorizeRounds } from './authorize-rounds.ts'

const owner = 'did:web:plant.example' as Did
const initiator = 'did:web:trainer.example' as Did
const plan = {
  ...{ initiator, rounds: 10, purpose: 'predictive maintenance' },
  cohort: { minimum: 3, maximum: 16, deadlineMs: 30_000 },
}
const others = ['a', 'b', 'c'].map((name) => `did:web:${name}.example` as Did)
const at = '2026-11-21T08:00:00.000Z'

let node: TestConnector
let db: ReturnType<typeof openDatabase>
beforeAll(async () => {
  node = await openTestConnector()
  db = openDatabase({ url: node.databaseUrl, poolSize: 1 })
})
afterAll(async () => {
  await db?.close()
  await node?.close()
})

/** A running transfer under an agreement that has exactly the rounds of one run of the plan. */
async function running(): Promise<Transfer> {
  const stores = bindExchangeStores(db)
  const terms = { uses: ['train', 'evaluate'], deliveries: ['federated'], purposes: [] } as const
  const rounds = plan.rounds + 1
  const offer = unwrap(buildOffer('urn:offer', { ...terms, maximumRounds: rounds }))
  const common = {
    ...({ participantId: owner, version: 0, side: 'provider', counterpartyId: initiator } as const),
    ...{ counterpartyAddress: 'https://trainer.example', datasetId: 'urn:dataset' },
    ...{ createdAt: at, updatedAt: at },
  }
  const agreement: StoredAgreement = {
    ...{ ...common, id: 'urn:agreement', state: 'FINALIZED', negotiationId: 'urn:negotiation' },
    policy: {
      ...{ ...offer, '@id': 'urn:agreement', '@type': 'Agreement', timestamp: at },
      ...{ target: 'urn:dataset', assigner: owner, assignee: initiator },
    } as StoredAgreement['policy'],
    policyHash: '0'.repeat(64),
  }
  unwrap(await stores.agreements.insert(agreement))
  const transfer: Transfer = {
    ...{ ...common, id: 'urn:transfer', counterpartyPid: 'urn:theirs', state: 'STARTED' },
    ...{ agreementId: agreement.id, format: 'FederatedTraining' },
  }
  return unwrap(await stores.transfers.insert(transfer))
}

it('a run whose owner restarts in the middle goes on under an agreement with no round to spare', async () => {
  const transfer = await running()
  const deps = { transactor: createTransactor(db, bindExchangeStores), clock: systemClock }
  const asked = { transfer, plan, runId: 'urn:run:1' }
  const authorize = authorizeRounds(deps, asked)
  const use = (round: number, action: 'train' | 'evaluate' = 'train') =>
    authorize({
      ...{ agreementId: asId(transfer.agreementId), runId: asId<RunId>(asked.runId) },
      ...{ round, action, cohort: [owner, ...others] },
    })
  expect(await authorizePlan(deps, asked)).toMatchObject({ ok: true })
  for (let round = 0; round <= plan.rounds; round++) {
    unwrap(await use(round))
    expect([round, await authorizePlan(deps, asked)]).toMatchObject([round, { ok: true }])
  }
  unwrap(await use(plan.rounds, 'evaluate'))
  expect(await authorizePlan(deps, asked)).toMatchObject({ ok: true })
  expect(await use(plan.rounds + 1)).toMatchObject({ error: { code: 'policy.used-up' } })
  const another = await authorizePlan(deps, { ...asked, runId: 'urn:run:2' })
  expect(another).toMatchObject({ error: { code: 'policy.used-up' } })
})
