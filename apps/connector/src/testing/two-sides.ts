import type { Dataset } from '@lianshu/catalog'
import type { Negotiation, Transfer, WaitingDecision } from '@lianshu/exchange'
import { unwrap } from '@lianshu/kernel'
import { parseOffer } from '@lianshu/protocol/odrl'
import { vi } from 'vitest'
import type { ConnectorPorts } from '../compose.ts'
import { openTestConnector } from './test-connector.ts'

export type SideName = 'plant' | 'trainer'

/**
 * One connector with two members of a space who trade with each other over HTTP: `plant`, which has published
 * a dataset, and `trainer`, which wants it. Each is managed by the interface that people have.
 */
export async function openTwoSides(ports: ConnectorPorts = {}) {
  const node = await openTestConnector(ports)
  await node.host('plant')
  await node.host('trainer')
  const manage = <T>(side: SideName, path: string, body?: unknown, method?: string) =>
    node.manage<T>(`/participants/${side}${path}`, body, method)

  const rows = Array.from({ length: 300 }, (_, row) => `${20 + (row % 40)},${row % 2}`)
  await node.lay('plant', 'mill.csv', `torque [Nm],failure\n${rows.join('\n')}\n`)
  const words = { zh: '铣床', en: 'Mill' }
  const draft = {
    ...{ file: 'mill.csv', title: words, description: words, scenario: words, keywords: [] },
    ...{ industry: 'machinery', task: 'binary', modality: 'table', level: 'general' },
    ...{ simulated: true, terms: { uses: ['train'], deliveries: ['federated'], purposes: [] } },
  }
  const { id } = await manage<Dataset>('plant', '/datasets', draft)
  const dataset = await manage<Dataset>('plant', `/datasets/${id}/publish`, {})
  const offer: Negotiation['offer'] = { ...unwrap(parseOffer(dataset.offer)), target: id }
  const addressOf = (side: SideName) => `${node.url}/participants/${side}/dsp/2025-1`

  return {
    ...{ node, manage, dataset, draft, offer, addressOf },
    /** The trainer asks for a contract; both copies of the negotiation once the plant has one. */
    async request(asked: Negotiation['offer'] = offer) {
      const mine = await manage<Negotiation>('trainer', '/negotiations', {
        ...{ providerId: node.didOf('plant'), providerAddress: addressOf('plant') },
        offer: asked,
      })
      const theirs = await vi.waitFor(async () => {
        const all = await manage<Negotiation[]>('plant', '/negotiations')
        const found = all.find(({ counterpartyPid }) => counterpartyPid === mine.id)
        if (!found) throw new Error('the request has not come yet')
        return found
      }, 10_000)
      return { mine: mine.id, theirs: theirs.id }
    },
    /** Waits for a state of a process and returns it then; the other state when it never comes. */
    async reaches<T extends Negotiation | Transfer = Negotiation>(
      side: SideName,
      kind: 'negotiations' | 'transfers',
      pid: string,
      state: string,
    ): Promise<T> {
      return manage<T>(side, `/${kind}/${pid}?state=${state}`)
    },
    /** What waits for a person at one side, once something does. */
    waiting: (side: SideName) =>
      vi.waitFor(async () => {
        const [first] = await manage<WaitingDecision[]>(side, '/decisions')
        if (!first) throw new Error('nothing waits yet')
        return first
      }, 10_000),
    close: () => node.close(),
  }
}

export type TwoSides = Awaited<ReturnType<typeof openTwoSides>>
