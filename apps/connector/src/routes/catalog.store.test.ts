import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { bindPublishedEntries, openDatabase } from '@lianshu/adapters'
import { asId, type DatasetId, type Did } from '@lianshu/kernel'
import { catalogRequestMessage, contractRequestMessage } from '@lianshu/protocol/dsp'
import type { Peer } from '@lianshu/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'

const dsp = '/dsp/2025-1'
const total = 230
let node: TestConnector
let friend: Peer
let stranger: Peer
let plant: Did

const idOf = (index: number) => `urn:uuid:${String(index).padStart(4, '0')}`
/** Every tenth entry is for the friend alone. */
const isHidden = (index: number) => index % 10 === 0

beforeAll(async () => {
  node = await openTestConnector()
  plant = await node.host('plant')
  await node.host('neighbour')
  ;[friend, stranger] = await Promise.all([node.member('friend'), node.member('stranger')])
  const db = openDatabase({ url: node.databaseUrl })
  const entries = Array.from({ length: total }, (_, index) => ({
    participantId: plant,
    datasetId: asId<DatasetId>(idOf(index)),
    ...(isHidden(index) && { audience: [friend.did] }),
    ...{ text: JSON.stringify(entryOf(index)), hash: `hash-${index}` },
    values: { id: [idOf(index)], industry: [index % 2 === 0 ? 'machinery' : 'chemistry'] },
  }))
  await bindPublishedEntries(db).put(entries)
  await db.close()
})
afterAll(() => node?.close())

const offerOf = (index: number) => ({
  ...{ '@id': `urn:offer:${index}`, '@type': 'Offer' as const },
  permission: [{ action: 'https://w3id.org/lianshu/ns/1/train' }],
})
const entryOf = (index: number) => ({
  ...{ '@id': idOf(index), '@type': 'Dataset', hasPolicy: [offerOf(index)] },
  'http://purl.org/dc/terms/description': 'Vibration of a spindle. '.repeat(10),
  distribution: [
    { '@type': 'Distribution', format: 'FederatedTraining', accessService: 'urn:service' },
  ],
})

interface Page {
  readonly ids: readonly string[]
  readonly links: Readonly<Record<string, string>>
}

async function ask(as: Peer, filter: unknown[] = [], query = ''): Promise<Page> {
  const body = catalogRequestMessage.render({ filter })
  const answer = await node.askAs(as, 'plant', `${dsp}/catalog/request${query}`, { body })
  expect(answer.status).toBe(200)
  const catalog = (await answer.json()) as { dataset?: { '@id': string }[] }
  const links = [...(answer.headers.get('link') ?? '').matchAll(/<[^>]*(\?[^>]*)>; rel="(\w+)"/g)]
  return {
    ids: (catalog.dataset ?? []).map((dataset) => dataset['@id']),
    links: Object.fromEntries(links.map(([, target, rel]) => [rel, target])),
  }
}

const walk = async (as: Peer, rel: 'next' | 'previous', from: Page, filter: unknown[] = []) => {
  const pages = [from]
  for (let page = from; page.links[rel] && pages.length < 10; ) {
    page = await ask(as, filter, page.links[rel])
    pages.push(page)
  }
  return pages
}

describe('a large catalogue', () => {
  it('is walked to its end and back, each viewer over what it may see', async () => {
    for (const viewer of [friend, stranger]) {
      const first = await ask(viewer)
      expect(first.links.previous).toBeUndefined()
      const there = await walk(viewer, 'next', first)
      const expected = Array.from({ length: total }, (_, index) => index)
        .filter((index) => viewer === friend || !isHidden(index))
        .map(idOf)
      expect(there.flatMap(({ ids }) => ids)).toEqual(expected)
      const back = await walk(viewer, 'previous', there.at(-1)!)
      expect(back.map(({ ids }) => ids).reverse()).toEqual(there.map(({ ids }) => ids))
    }
  })

  it('is filtered, also over several pages, as an EDC connector asks', async () => {
    const criterion = { operandLeft: 'industry', operator: '=', operandRight: 'chemistry' }
    const query = [{ '@type': 'QuerySpec', offset: 0, limit: 40, filterExpression: [criterion] }]
    const pages = await walk(stranger, 'next', await ask(stranger, query), query)
    expect(pages.map(({ ids }) => ids.length)).toEqual([40, 40, 35])
    expect(pages.flatMap(({ ids }) => ids).every((id) => Number(id.at(-1)) % 2 === 1)).toBe(true)
  })

  it('says which filter it does not know, and takes no token that it did not give', async () => {
    const body = catalogRequestMessage.render({ filter: [{ operandLeft: 'price', operator: '=' }] })
    const answer = await node.askAs(stranger, 'plant', `${dsp}/catalog/request`, { body })
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { '@type': 'CatalogError', code: 'input.unsupported', reason: [/operandLeft/] },
    ])
    for (const token of ['x', btoa('{"after":1}'), btoa('{"after":"a","before":"b"}')]) {
      const path = `${dsp}/catalog/request?continuationToken=${encodeURIComponent(token)}`
      const asked = { body: catalogRequestMessage.render({}) }
      expect((await node.askAs(stranger, 'plant', path, asked)).status).toBe(400)
    }
  })

  it('comes as gzip to who asks for it', async () => {
    const sent = JSON.stringify(catalogRequestMessage.render({}))
    const answers = await Promise.all(
      [undefined, 'gzip', 'br, gzip;q=0'].map(async (accepted) => {
        const authorization = await stranger.authorization(plant)
        return raw(`${node.url}/participants/plant${dsp}/catalog/request`, sent, {
          ...{ 'content-type': 'application/json', authorization },
          ...(accepted && { 'accept-encoding': accepted }),
        })
      }),
    )
    const [plain, zipped, refused] = answers
    expect([plain!.encoding, zipped!.encoding, refused!.encoding]).toEqual([
      ...[undefined, 'gzip', undefined],
    ])
    expect(gunzipSync(zipped!.body)).toEqual(plain!.body)
    expect(zipped!.body.length).toBeLessThan(plain!.body.length / 5)
  })
})

describe('what a caller may not see', () => {
  /** All that an answer says, but for what differs between any two answers. */
  const told = async (answer: Response, id: string) => {
    const text = (await answer.text()).replaceAll(id, 'ID').replaceAll(/urn:uuid:[\w-]+/g, 'PID')
    const headers = [...answer.headers].filter(([name]) => !/date|request-id/.test(name))
    return { status: answer.status, text, headers }
  }
  const unseen = [idOf(0), 'urn:uuid:none', '..%2F0001', `${'x'.repeat(3000)}`]

  it('is there for whom it is meant', async () => {
    const path = `${dsp}/catalog/datasets/${idOf(0)}`
    const answer = await node.askAs(friend, 'plant', path)
    expect([answer.status, await answer.json()]).toMatchObject([200, entryOf(0)])
  })

  it('is as missing as what does not exist, and as a neighbour’s', async () => {
    const probes = [
      ...unseen.map((id) => ({ slug: 'plant', id })),
      { slug: 'neighbour', id: idOf(0) },
      { slug: 'neighbour', id: idOf(1) },
    ]
    const answers = await Promise.all(
      probes.map(async ({ slug, id }) =>
        told(await node.askAs(stranger, slug, `${dsp}/catalog/datasets/${id}`), id),
      ),
    )
    expect(answers[0]!.status).toBe(404)
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const asked = { operandLeft: 'id', operator: 'in', operandRight: [idOf(0), idOf(1)] }
    expect((await ask(stranger, [asked])).ids).toEqual([idOf(1)])
  })

  it('is negotiated on like what does not exist', async () => {
    const negotiate = async (as: Peer, target: string) => {
      const body = contractRequestMessage.render({
        ...{ consumerPid: `urn:c:${target}`, callbackAddress: `${node.peers.url}/callback` },
        offer: { ...offerOf(0), target } as never,
      })
      const answer = await node.askAs(as, 'plant', `${dsp}/negotiations/request`, { body })
      const { providerPid } = (await answer.clone().json()) as { providerPid: string }
      const state = `/participants/plant/negotiations/${providerPid}?state=AGREED,TERMINATED`
      const ended = await node.manage<{ state: string; ending?: object }>(state)
      return { answer: await told(answer, target), state: ended.state, ending: ended.ending }
    }
    const hidden = await negotiate(stranger, idOf(0))
    expect(hidden.state).toBe('TERMINATED')
    expect(await negotiate(stranger, 'urn:uuid:none')).toEqual(hidden)
    expect((await negotiate(friend, idOf(0))).state).toBe('AGREED')
  })
})

describe('a dataset', () => {
  it('is not sent again to who has it', async () => {
    const path = `${dsp}/catalog/datasets/${idOf(1)}`
    const first = await node.askAs(stranger, 'plant', path)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toContain('"hash-1"')
    const again = (tag: string) =>
      node.askAs(stranger, 'plant', path, { headers: { 'if-none-match': tag } })
    expect([
      (await again(etag)).status,
      (await again(`"x", ${etag.replace('W/', '')}`)).status,
    ]).toEqual([304, 304])
    expect((await again('"hash-2"')).status).toBe(200)
  })
})

/** `fetch` asks for gzip by itself. */
function raw(url: string, body: string, headers: Record<string, string>) {
  return new Promise<{ body: Buffer; encoding?: string }>((done, fail) => {
    const sent = request(url, { method: 'POST', headers }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer as AsyncIterable<Buffer>) parts.push(part)
      done({ body: Buffer.concat(parts), encoding: answer.headers['content-encoding'] })
    })
    sent.once('error', fail)
    sent.end(body)
  })
}
