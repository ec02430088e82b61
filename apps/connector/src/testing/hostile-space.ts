import type { Dataset } from '@lianshu/catalog'
import {
  contractAgreementVerificationMessage,
  contractRequestMessage,
  transferRequestMessage,
} from '@lianshu/protocol/dsp'
import type { Peer } from '@lianshu/testkit'
import { expect, vi } from 'vitest'
import { openFingerprints } from './fingerprint.ts'
import { type Asked, openTestConnector } from './test-connector.ts'

/** Base of the Dataspace Protocol below a participant. */
export const dsp = '/dsp/2025-1'
const soon = { timeout: 10_000, interval: 20 }

/**
 * A connector that hosts `plant` with one published dataset, and `neighbour`; beside it two members of the
 * space, of whom one trades with the plant and the other wants what is not its own.
 */
export async function openHostileSpace(reachDatabase?: (url: string) => Promise<string>) {
  const node = await openTestConnector({}, {}, reachDatabase)
  await node.host('plant')
  await node.host('neighbour')
  const [trainer, rival] = await Promise.all([node.member('trainer'), node.member('rival')])
  const database = await openFingerprints(node.databaseUrl)

  const draft = async (slug: string, name: string): Promise<Dataset> => {
    const rows = Array.from({ length: 300 }, (_, row) => `${20 + (row % 40)},${row % 2}`)
    await node.lay(slug, `${name}.csv`, `torque [Nm],failure\n${rows.join('\n')}\n`)
    const words = { zh: name, en: name }
    return node.manage(`/participants/${slug}/datasets`, {
      ...{ file: `${name}.csv`, title: words, description: words, scenario: words, keywords: [] },
      ...{ industry: 'machinery', task: 'binary', modality: 'table', level: 'general' },
      ...{ simulated: true, terms: { uses: ['train'], deliveries: ['federated'], purposes: [] } },
    })
  }
  const publish = async (slug: string, name: string): Promise<Dataset> => {
    const { id } = await draft(slug, name)
    return node.manage(`/participants/${slug}/datasets/${id}/publish`, {})
  }
  const dataset = await publish('plant', 'mill')
  const callback = `${node.peers.url}/callback`

  const ask = (as: Peer, path: string, asked: Asked = {}, slug = 'plant') =>
    node.askAs(as, slug, dsp + path, asked)
  const request = (as: Peer, consumerPid: string, fields: object = {}) =>
    ask(as, '/negotiations/request', {
      body: {
        ...contractRequestMessage.render({
          ...{ consumerPid, callbackAddress: callback },
          offer: { ...(dataset.offer as object), target: dataset.id } as never,
        }),
        ...fields,
      },
    })
  const stateOf = async (as: Peer, path: string) => {
    const answer = await ask(as, path)
    return ((await answer.json()) as { state?: string }).state
  }

  /** Waits until the plant's own next message came, which its state says. */
  const reaches = (as: Peer, path: string, state: string) =>
    vi.waitFor(async () => expect(await stateOf(as, path)).toBe(state), soon)

  return {
    ...{ node, trainer, rival, database, dataset, callback, draft, publish, ask, request },
    ...{ stateOf, reaches },
    /** A negotiation up to the plant's agreement, which waits for the consumer's verification. */
    async agreed(as: Peer, consumerPid: string) {
      node.peers.answer(`/callback/negotiations/${consumerPid}/agreement`, 200, null)
      const begun = await request(as, consumerPid)
      const { providerPid } = (await begun.json()) as { providerPid: string }
      await reaches(as, `/negotiations/${providerPid}`, 'AGREED')
      await database.quiet()
      const { agreementId } = await node.manage<{ agreementId: string }>(
        `/participants/plant/negotiations/${providerPid}`,
      )
      return { consumerPid, providerPid, agreementId }
    },
    /** The same, on to the end: an agreement in force. */
    async finalized(as: Peer, consumerPid: string) {
      node.peers.answer(`/callback/negotiations/${consumerPid}/events`, 200, null)
      const pids = await this.agreed(as, consumerPid)
      const { providerPid } = pids
      const body = contractAgreementVerificationMessage.render({ consumerPid, providerPid })
      await ask(as, `/negotiations/${providerPid}/agreement/verification`, { body })
      await reaches(as, `/negotiations/${providerPid}`, 'FINALIZED')
      await database.quiet()
      return pids
    },
    requestTransfer: (as: Peer, agreementId: string, fields: object = {}) =>
      ask(as, '/transfers/request', {
        body: {
          ...transferRequestMessage.render({
            ...{
              consumerPid: `urn:transfer:${agreementId}`,
              agreementId,
              callbackAddress: callback,
            },
            format: 'FederatedTraining',
          }),
          ...fields,
        },
      }),
    async close() {
      await database.close()
      await node.close()
    },
  }
}

export type HostileSpace = Awaited<ReturnType<typeof openHostileSpace>>

/** Status, type and code of an error of the Dataspace Protocol. */
export async function errorOf(answer: Response): Promise<readonly unknown[]> {
  const { '@type': type, code } = (await answer.json()) as Record<string, unknown>
  return [answer.status, type, code]
}

/** An answer with every mention of an id replaced: what is left must not depend on whose id it was. */
export async function shapeOf(answer: Response, ...ids: readonly string[]): Promise<string> {
  const text = ids.reduce((left, id) => left.replaceAll(id, '…'), await answer.text())
  const head = [...answer.headers]
    .filter(([name]) => !['date', 'x-request-id', 'content-length'].includes(name))
    .map((header) => header.join(': '))
  return [answer.status, ...head, text].join('\n')
}
