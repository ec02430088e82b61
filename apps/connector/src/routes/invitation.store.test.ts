import { bindExchangeStores, openDatabase } from '@lianshu/adapters'
import type { StoredAgreement, Transfer } from '@lianshu/exchange'
import { buildOffer } from '@lianshu/policy'
import { transferRequestMessage } from '@lianshu/protocol/dsp'
import { LIANSHU } from '@lianshu/protocol/odrl'
import { openPeers, type Peer, type Peers } from '@lianshu/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'

let node: TestConnector
let elsewhere: Peers
let trainer: Peer

beforeAll(async () => {
  ;[node, elsewhere] = await Promise.all([openTestConnector(), openPeers()])
  await node.host('plant')
  trainer = await node.member('trainer')
  await agreed()
})
afterAll(async () => {
  await Promise.all([node?.close(), elsewhere?.close()])
})

/** An agreement that holds, as a negotiation would have left it. */
async function agreed() {
  const terms = { uses: ['train', 'evaluate'], deliveries: ['federated'], purposes: [] } as const
  const offer = buildOffer('urn:offer', terms)
  if (!offer.ok) throw new Error(offer.error.message)
  const owner = node.didOf('plant')
  const at = '2026-11-21T08:00:00.000Z'
  const agreement: StoredAgreement = {
    ...{ participantId: owner, id: 'urn:agreement', version: 0, side: 'provider' },
    ...{ state: 'FINALIZED', counterpartyId: trainer.did, negotiationId: 'urn:negotiation' },
    ...{ counterpartyAddress: `${node.peers.url}/callback`, datasetId: 'urn:dataset' },
    policy: {
      ...{ ...offer.value, '@id': 'urn:agreement', '@type': 'Agreement' },
      ...{ target: 'urn:dataset', assigner: owner, assignee: trainer.did, timestamp: at },
    } as StoredAgreement['policy'],
    ...{ policyHash: '0'.repeat(64), createdAt: at, updatedAt: at },
  }
  const db = openDatabase({ url: node.databaseUrl, poolSize: 1 })
  const stored = await bindExchangeStores(db).agreements.insert(agreement)
  await db.close()
  if (!stored.ok) throw new Error(stored.error.message)
}

let invitations = 0

async function invite(endpoint: string) {
  const property = (name: string, value: string) => ({
    ...{ '@type': 'EndpointProperty' as const, name, value },
  })
  const body = transferRequestMessage.render({
    ...{ consumerPid: `urn:pid:${++invitations}`, agreementId: 'urn:agreement' },
    ...{ format: 'FederatedTraining', callbackAddress: `${node.peers.url}/callback` },
    dataAddress: {
      ...{ '@type': 'DataAddress', endpointType: `${LIANSHU}FederatedTraining`, endpoint },
      endpointProperties: [property('runId', 'urn:run'), property('planHash', '0'.repeat(64))],
    },
  })
  const answer = await node.askAs(trainer, 'plant', '/dsp/2025-1/transfers/request', { body })
  expect(answer.status).toBe(201)
  const { providerPid } = (await answer.json()) as { providerPid: string }
  return node.manage<Transfer>(`/participants/plant/transfers/${providerPid}?state=TERMINATED`)
}

describe('an invitation to a run', () => {
  it('at an address that is not the operator’s is refused, and nobody there is called', async () => {
    const operator = new URL(node.peers.url)
    for (const endpoint of [
      `${elsewhere.url}/runs/1`,
      `http://${operator.host}@${new URL(elsewhere.url).host}/runs/1`,
      `https://${operator.host}/runs/1`,
      `http://${operator.hostname}:1/runs/1`,
      'http://169.254.169.254/latest/meta-data',
      'file:///etc/passwd',
      'not an address',
    ]) {
      const { state, ending } = await invite(endpoint)
      expect([endpoint, state, ending?.code]).toEqual([endpoint, 'TERMINATED', 'auth.forbidden'])
    }
    expect(elsewhere.asked).toEqual([])
    expect(node.peers.asked.filter((path) => path.startsWith('/runs'))).toEqual([])
  })

  it('at the operator’s, where there is no such plan, is refused after a look', async () => {
    const { state, ending } = await invite(`${node.peers.url}/runs/another-one`)
    expect([state, ending?.code]).toEqual(['TERMINATED', 'peer.refused'])
    expect(node.peers.asked).toContain('/runs/another-one/plan')
  })
})
