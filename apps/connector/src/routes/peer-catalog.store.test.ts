import type { Dataset } from '@lianshu/catalog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'

let node: TestConnector
let dataset: Dataset

beforeAll(async () => {
  node = await openTestConnector()
  await node.host('plant')
  await node.host('trainer')
  await node.lay('plant', 'mill.csv', `torque,failure\n${'20,1\n'.repeat(60)}`)
  const words = { zh: '铣床', en: 'Mill' }
  const draft = await node.manage<Dataset>('/participants/plant/datasets', {
    ...{ file: 'mill.csv', title: words, description: words, scenario: words, keywords: [] },
    ...{ industry: 'machinery', task: 'binary', modality: 'table', level: 'general' },
    ...{ simulated: true, terms: { uses: ['train'], deliveries: ['federated'], purposes: [] } },
  })
  dataset = await node.manage(`/participants/plant/datasets/${draft.id}/publish`, {})
})
afterAll(() => node?.close())

const addressOf = (slug: string) => `${node.url}/participants/${slug}/dsp/2025-1`
const read = (asked: object) =>
  node.ask('/api/participants/trainer/catalog/request', {
    body: { providerId: node.didOf('plant'), providerAddress: addressOf('plant'), ...asked },
    headers: { 'x-api-key': node.apiKey },
  })
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

describe('the catalogue of another participant', () => {
  it('is read by the Dataspace Protocol, in the name of whoever asks', async () => {
    const answer = await read({})
    expect(answer.status).toBe(200)
    const { catalog, next } = (await answer.json()) as { catalog: object; next?: string }
    expect(catalog).toMatchObject({
      ...{ '@type': 'Catalog', participantId: node.didOf('plant') },
      dataset: [{ '@id': dataset.id, hasPolicy: [dataset.offer] }],
    })
    expect(next).toBeUndefined()
  })

  it('is asked for the page that was named, of this catalogue alone', async () => {
    const page = `${addressOf('plant')}/catalog/request?continuationToken=%25`
    expect(await codeOf(await read({ page }))).toBe('peer.refused')
    const elsewhere = 'https://x.example/catalog/request?continuationToken=1'
    expect(await codeOf(await read({ page: elsewhere }))).toBe('input.invalid')
  })

  it('is refused with the words of the other side, or when it is nobody’s own', async () => {
    expect(await codeOf(await read({ filter: [{ nonsense: true }] }))).toBe('peer.refused')
    const { did } = node.peers.operator
    const envelope = { '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'] }
    const catalog = { ...envelope, '@type': 'Catalog', '@id': 'urn:c', participantId: 'did:web:x' }
    node.peers.answer('/foreign/catalog/request', 200, catalog)
    node.peers.answer('/strange/catalog/request', 200, { hello: 'there' })
    for (const path of ['foreign', 'strange']) {
      const asked = { providerId: did, providerAddress: `${node.peers.url}/${path}` }
      expect(await codeOf(await read(asked))).toBe('peer.invalid')
    }
  })
})
