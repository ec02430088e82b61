import { bindExchangeStores, openDatabase } from '@lianshu/adapters'
import type { StoredAgreement, Transfer } from '@lianshu/exchange'
import { ok, unwrap } from '@lianshu/kernel'
import { buildOffer } from '@lianshu/policy'
import { transferRequestMessage } from '@lianshu/protocol/dsp'
import type { Peer } from '@lianshu/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'

const format = 'Recorded'
const gateCalls: string[] = []
const gate = {
  async open({ state }: Transfer) {
    gateCalls.push(`open ${state}`)
    return ok(undefined)
  },
  async close({ state }: Transfer) {
    gateCalls.push(`close ${state}`)
  },
}

let node: TestConnector
let db: ReturnType<typeof openDatabase>
let trainer: Peer
beforeAll(async () => {
  node = await openTestConnector({ gates: { [format]: gate } })
  db = openDatabase({ url: node.databaseUrl, poolSize: 1 })
  await node.host('plant')
  trainer = await node.member('trainer')
})
afterAll(async () => {
  await db?.close()
  await node?.close()
})

const agreed = async () => {
  const owner = node.didOf('plant')
  const at = '2026-11-21T08:00:00.000Z'
  const terms = { uses: ['train'], deliveries: ['federated'], purposes: [] } as const
  const agreement: StoredAgreement = {
    ...{ participantId: owner, id: 'urn:agreement', version: 0, side: 'provider' },
    ...{ state: 'FINALIZED', counterpartyId: trainer.did, negotiationId: 'urn:negotiation' },
    ...{ counterpartyAddress: `${node.peers.url}/callback`, datasetId: 'urn:dataset' },
    policy: {
      ...unwrap(buildOffer('urn:offer', terms)),
      ...{ '@id': 'urn:agreement', '@type': 'Agreement', timestamp: at },
      ...{ target: 'urn:dataset', assigner: owner, assignee: trainer.did },
    } as StoredAgreement['policy'],
    ...{ policyHash: '0'.repeat(64), createdAt: at, updatedAt: at },
  }
  unwrap(await bindExchangeStores(db).agreements.insert(agreement))
}

it('the gate of a transfer is shut when the message that started it becomes a dead letter', async () => {
  await agreed()
  const consumerPid = 'urn:pid:1'
  node.peers.answer(`/callback/transfers/${consumerPid}/start`, 503, null)
  const body = transferRequestMessage.render({
    ...{ consumerPid, agreementId: 'urn:agreement', format },
    callbackAddress: `${node.peers.url}/callback`,
  })
  const answer = await node.askAs(trainer, 'plant', '/dsp/2025-1/transfers/request', { body })
  const { providerPid } = (await answer.json()) as { providerPid: string }
  const path = `/participants/plant/transfers/${providerPid}`
  await node.manage<Transfer>(`${path}?state=STARTED`)
  expect(gateCalls).toEqual(['open REQUESTED'])

  // It has been tried so often by now that the next failure is its last.
  await expect
    .poll(async () => {
      const waiting = await db.execute(
        `update outbox set attempts = 11 where attempts > 0 and dead_at is null returning id`,
      )
      return waiting.length
    })
    .toBe(1)
  const ended = await node.manage<Transfer>(`${path}?state=TERMINATED`)
  expect(ended).toMatchObject({ state: 'TERMINATED', ending: { code: 'peer.refused' } })
  await expect.poll(() => gateCalls).toEqual(['open REQUESTED', 'close TERMINATED'])
  await expect
    .poll(async () => (await db.execute(`select gate from transfers`)).map(({ gate }) => gate))
    .toEqual([null])
  const dead = await node.manage<object[]>('/participants/plant/dead-letters')
  expect(dead).toMatchObject([{ processId: providerPid }])
})
