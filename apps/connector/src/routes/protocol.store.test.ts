import type { Dataset } from '@lianshu/catalog'
import { catalogRequestMessage, contractRequestMessage } from '@lianshu/protocol/dsp'
import type { Peer } from '@lianshu/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'

let node: TestConnector
let trainer: Peer
let rival: Peer
let dataset: Dataset

const dsp = '/dsp/2025-1'
const catalogRequest = catalogRequestMessage.render({})

beforeAll(async () => {
  node = await openTestConnector()
  await node.host('plant')
  await node.host('neighbour')
  ;[trainer, rival] = await Promise.all([node.member('trainer'), node.member('rival')])
  const rows = Array.from({ length: 300 }, (_, row) => `${20 + (row % 40)},${row % 2}`)
  await node.lay('plant', 'mill.csv', `torque [Nm],failure\n${rows.join('\n')}\n`)
  const words = { zh: '铣床', en: 'Mill' }
  const draft = await node.manage<Dataset>('/participants/plant/datasets', {
    ...{ file: 'mill.csv', title: words, description: words, scenario: words, keywords: [] },
    ...{ industry: 'machinery', task: 'binary', modality: 'table', level: 'general' },
    ...{ simulated: true, terms: { uses: ['train'], deliveries: ['federated'], purposes: [] } },
  })
  dataset = await node.manage(`/participants/plant/datasets/${draft.id}/publish`, {})
})
afterAll(() => node?.close())

const errorOf = async (answer: Response) => {
  const { '@type': type, code } = (await answer.json()) as Record<string, unknown>
  return [answer.status, type, code]
}

describe('the catalogue', () => {
  const request = { body: catalogRequest }

  it('is shown to members and to the operator', async () => {
    for (const reader of [trainer, node.peers.operator]) {
      const answer = await node.askAs(reader, 'plant', `${dsp}/catalog/request`, request)
      expect(await answer.json()).toMatchObject({ dataset: [{ '@id': dataset.id }] })
    }
  })

  it('is shown to nobody without token, with one for a neighbour, or with a used one', async () => {
    const path = `/participants/plant${dsp}/catalog/request`
    expect(await errorOf(await node.ask(path, request))).toEqual([
      401,
      'CatalogError',
      'auth.missing',
    ])
    const wrong = { authorization: await trainer.authorization(node.didOf('neighbour')) }
    expect(await errorOf(await node.ask(path, { ...request, headers: wrong }))).toEqual([
      ...[401, 'CatalogError', 'auth.invalid'],
    ])
    const headers = { authorization: await trainer.authorization(node.didOf('plant')) }
    expect((await node.ask(path, { ...request, headers })).status).toBe(200)
    expect(await errorOf(await node.ask(path, { ...request, headers }))).toEqual([
      ...[401, 'CatalogError', 'auth.replayed'],
    ])
  })

  it('is shown to no stranger', async () => {
    const stranger = await node.peers.add('stranger')
    const answer = await node.askAs(stranger, 'plant', `${dsp}/catalog/request`, request)
    expect(await errorOf(answer)).toEqual([403, 'CatalogError', 'auth.not-member'])
  })

  it('answers a message that it cannot read in the protocol’s own words', async () => {
    for (const body of [{}, { ...catalogRequest, filter: ['x'] }, 'text']) {
      const answer = await node.askAs(trainer, 'plant', `${dsp}/catalog/request`, { body })
      expect(await errorOf(answer)).toEqual([
        400,
        'CatalogError',
        expect.stringContaining('input.'),
      ])
    }
    const token = `${dsp}/catalog/request?continuationToken=%25%25`
    expect(await errorOf(await node.askAs(trainer, 'plant', token, request))).toEqual([
      ...[400, 'CatalogError', 'input.invalid'],
    ])
  })

  it('knows nothing of a neighbour’s datasets', async () => {
    const path = `${dsp}/catalog/datasets/${dataset.id}`
    expect((await node.askAs(trainer, 'plant', path)).status).toBe(200)
    expect(await errorOf(await node.askAs(trainer, 'neighbour', path))).toEqual([
      ...[404, 'CatalogError', 'not-found'],
    ])
    const headers = { 'x-api-key': node.apiKey }
    const managed = `/api/participants/neighbour/datasets/${dataset.id}`
    expect((await node.ask(managed, { headers })).status).toBe(404)
    const withdrawn = await node.ask(`${managed}/withdraw`, { method: 'POST', headers })
    expect(withdrawn.status).toBe(404)
  })
})

describe('a negotiation', () => {
  const begin = async (as: Peer) => {
    const message = contractRequestMessage.render({
      ...{ consumerPid: `urn:consumer:${as.slug}`, callbackAddress: `${node.peers.url}/callback` },
      offer: { ...(dataset.offer as object), target: dataset.id } as never,
    })
    const answer = await node.askAs(as, 'plant', `${dsp}/negotiations/request`, { body: message })
    expect(answer.status).toBe(201)
    return ((await answer.json()) as { providerPid: string }).providerPid
  }

  it('that nobody began is unknown, whatever is asked of it', async () => {
    for (const [path, type] of [
      ['/negotiations/urn:uuid:0', 'ContractNegotiationError'],
      ['/negotiations/..%2F..%2Fx', 'ContractNegotiationError'],
      ['/transfers/urn:uuid:0', 'TransferError'],
    ]) {
      const answer = await node.askAs(trainer, 'plant', dsp + path)
      expect([path, ...(await errorOf(answer))]).toEqual([path, 404, type, 'not-found'])
    }
  })

  it('is seen by its two sides only', async () => {
    const pid = await begin(trainer)
    const path = `${dsp}/negotiations/${pid}`
    expect((await node.askAs(trainer, 'plant', path)).status).toBe(200)
    const others = [node.askAs(rival, 'plant', path), node.askAs(trainer, 'neighbour', path)]
    for (const answer of await Promise.all(others)) {
      expect(await errorOf(answer)).toEqual([404, 'ContractNegotiationError', 'not-found'])
    }
    const headers = { 'x-api-key': node.apiKey }
    for (const [slug, status] of [
      ['plant', 200],
      ['neighbour', 404],
    ]) {
      const managed = await node.ask(`/api/participants/${slug}/negotiations/${pid}`, { headers })
      expect([slug, managed.status]).toEqual([slug, status])
    }
  })
})

describe('a participant’s log', () => {
  it('is read by members and the operator, and by nobody else', async () => {
    const part = '/log?from=0&to=10'
    for (const reader of [trainer, node.peers.operator]) {
      expect((await node.askAs(reader, 'plant', part)).status).toBe(200)
    }
    const stranger = await node.peers.add('onlooker')
    expect((await node.askAs(stranger, 'plant', part)).status).toBe(403)
    expect((await node.ask(`/participants/plant${part}`)).status).toBe(401)
  })

  it('gives a thousand entries at once at most', async () => {
    for (const range of ['from=0&to=1001', 'from=-1', 'from=2&to=1', 'from=x', 'to=1e400']) {
      const answer = await node.askAs(trainer, 'plant', `/log?${range}`)
      expect([range, answer.status]).toEqual([range, 400])
      expect(await answer.json()).toMatchObject({ code: 'input.invalid' })
    }
  })
})
