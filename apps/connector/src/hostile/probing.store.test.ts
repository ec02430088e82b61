import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type HiddenDatasets,
  hiddenKinds,
  hideDatasets,
  missingDataset,
} from '../testing/hidden-datasets.ts'
import { type HostileSpace, openHostileSpace, shapeOf } from '../testing/hostile-space.ts'

let space: HostileSpace
let hidden: HiddenDatasets

beforeAll(async () => {
  space = await openHostileSpace()
  hidden = await hideDatasets(space)
})
afterAll(() => space?.close())

describe('a dataset that is not to be seen', () => {
  it.each(hiddenKinds)('(%s) is in a dataset request as unknown as none', async (kind) => {
    const { ask, rival } = space
    const id = hidden[kind]
    const there = await ask(rival, `/catalog/datasets/${id}`)
    const nowhere = await ask(rival, `/catalog/datasets/${missingDataset}`)
    expect(there.status).toBe(404)
    expect(await shapeOf(there, id)).toBe(await shapeOf(nowhere, missingDataset))
  })

  it('is in no catalogue, whole or in pages', async () => {
    const { ask, rival, dataset } = space
    const body = { '@context': contexts, '@type': 'CatalogRequestMessage' }
    const answer = await ask(rival, '/catalog/request', { body })
    const text = await answer.text()
    expect(text).toContain(dataset.id)
    for (const id of Object.values(hidden)) expect(text).not.toContain(id)
    for (const word of ['secret', 'bygone', 'theirs', 'invited', 'mill.csv'])
      expect(text).not.toContain(word)
  })

  it.each(hiddenKinds)(
    '(%s) is negotiated about as long and ends as one that never was',
    async (kind) => {
      const { request, rival, node, reaches, dataset, database } = space
      const told = async (id: string) => {
        const consumerPid = `urn:consumer:${kind}:${id.slice(-4)}`
        const path = `/callback/negotiations/${consumerPid}/termination`
        let message = ''
        node.peers.answer(path, (response, asked) => {
          asked.on('data', (bytes) => {
            message += bytes
          })
          asked.on('end', () => response.writeHead(200).end())
        })
        const offer = { ...(dataset.offer as object), target: id }
        const begun = await request(rival, consumerPid, { offer })
        expect(begun.status).toBe(201)
        const { providerPid } = (await begun.clone().json()) as { providerPid: string }
        await reaches(rival, `/negotiations/${providerPid}`, 'TERMINATED')
        await database.quiet()
        const { code, reason } = JSON.parse(message) as { code: string; reason: unknown }
        const ids = [id, consumerPid, providerPid]
        return [await shapeOf(begun, ...ids), code, JSON.stringify(reason).replaceAll(id, '…')]
      }
      expect(await told(hidden[kind])).toEqual(await told(missingDataset))
    },
  )
})

describe('ids', () => {
  it('of offers and datasets tell nothing of their owner’s files and terms', async () => {
    const { dataset } = space
    const { '@id': offerId } = dataset.offer as unknown as { '@id': string }
    for (const id of [dataset.id, offerId]) expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
  })

  it.each(['%2e%2e', '..%2f..%2fetc%2fpasswd', '%ED%A0%80', 'a%00b', '%F0%9F%98%80', "'", '%'])(
    'that look like something else (%s) are unknown ones',
    async (id) => {
      const { ask, rival } = space
      for (const path of [`/catalog/datasets/${id}`, `/negotiations/${id}`, `/transfers/${id}`]) {
        expect([400, 404]).toContain((await ask(rival, path)).status)
      }
    },
  )
})

const contexts = ['https://w3id.org/dspace/2025/1/context.jsonld']
