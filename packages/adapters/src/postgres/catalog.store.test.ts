import {
  arrayTable,
  type BrokerCatalogStores,
  type CatalogClient,
  type Dataset,
  type EntrySigner,
  type EntryVerifier,
  entryTerms,
  harvestMember,
  matchDemand,
  publishDataset,
  type RegisterDataset,
  readDemand,
  registerDataset,
  searchListings,
  withdrawDataset,
} from '@lianshu/catalog'
import {
  asId,
  canonicalJson,
  type Did,
  domainError,
  err,
  type Json,
  manualClock,
  ok,
  seededRandom,
  silentLogger,
  unwrap,
} from '@lianshu/kernel'
import { catalogMessage } from '@lianshu/protocol/dcat'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { bindDatasets, bindHarvests, bindListings } from './catalog-stores.ts'
import { bindListingIndex } from './listing-index.ts'
import { bindPublishedEntries } from './published-entries.ts'
import { bindRecordLog } from './record-log.ts'
import { createTransactor } from './transactor.ts'

const owner = asId<Did>('did:web:plant.example:participants:a')
const name = { zh: '甲厂', en: 'Plant A' }
const clock = manualClock('2026-06-01T00:00:00Z')
const random = seededRandom('catalog')

// Stands for the owner's key: who signed what, readable.
const sign = (did: Did, value: Json) =>
  `${did}|${canonicalJson(value).length}|${canonicalJson(value)}`
const signer: EntrySigner = {
  sign: async (did, value) => sign(did, value).slice(0, 60) + hash(sign(did, value)),
}
const verifier: EntryVerifier = {
  verify: async (did, value, jws) =>
    jws === (await signer.sign(did, value))
      ? ok(undefined)
      : err(domainError('auth.invalid', 'signed otherwise')),
}
function hash(text: string): string {
  let sum = 0
  for (const character of text) sum = (Math.imul(sum, 31) + character.codePointAt(0)!) >>> 0
  return String(sum)
}

let database: TestDatabase
let broker: Did
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
// A broker of its own per test: every look-up names the participant, hence tests do not see each other.
beforeEach(({ task }) => {
  broker = asId<Did>(`did:web:broker.example:${encodeURIComponent(task.id)}`)
})

const table = () =>
  arrayTable({
    'Torque [Nm]': Array.from({ length: 300 }, (_, row) => 40 + (row % 17) / 3),
    'Tool wear [min]': Array.from({ length: 300 }, (_, row) => row % 211),
    'Machine failure': Array.from({ length: 300 }, (_, row) => (row % 15 === 0 ? 1 : 0)),
    Serial: Array.from({ length: 300 }, (_, row) => `SN-${row}-secret`),
  })

const registration: RegisterDataset = {
  participantId: owner,
  file: 'milling.csv',
  title: { zh: '铣床加工与故障记录', en: 'Milling process and failures' },
  description: {
    zh: '转速、扭矩、刀具磨损与设备故障标签',
    en: 'Speed, torque, tool wear, failure label',
  },
  keywords: ['预测性维护', 'predictive maintenance'],
  industry: 'machinery',
  scenario: { zh: '铣床预测性维护', en: 'Predictive maintenance of milling machines' },
  task: 'binary',
  modality: 'table',
  level: 'general',
  region: 'CN-JS',
  simulated: true,
  terms: {
    uses: ['train'],
    deliveries: ['federated'],
    purposes: [],
    endsAt: '2027-01-01T00:00:00Z',
  },
}

const ownerCatalog = () =>
  createTransactor(database.db, (tx) => ({
    datasets: bindDatasets(tx),
    published: bindPublishedEntries(tx),
    recordLog: bindRecordLog(tx),
  }))
const bindBroker = (db: Parameters<typeof bindListings>[0]): BrokerCatalogStores => ({
  listings: bindListings(db),
  harvests: bindHarvests(db),
  index: bindListingIndex(db),
  recordLog: bindRecordLog(db),
})

async function published(change: Partial<RegisterDataset> = {}): Promise<Dataset> {
  const deps = {
    catalog: ownerCatalog(),
    clock,
    random,
    signer,
    endpointUrl: () => 'https://plant.example/dsp',
  }
  const tables = { open: async () => ok(table()) }
  const draft = unwrap(await registerDataset({ ...deps, tables }, { ...registration, ...change }))
  return unwrap(await publishDataset(deps, { participantId: owner, datasetId: draft.id }))
}

async function harvest(entries: readonly Json[], participantId: string = owner) {
  const answer = {
    ...catalogMessage.render({ '@id': 'urn:uuid:catalog', participantId }),
    ...(entries.length > 0 && { dataset: entries }),
  }
  const client: CatalogClient = { fetch: async () => ok(answer as unknown as Json) }
  const catalog = createTransactor(database.db, bindBroker)
  return harvestMember(
    { client, verifier, catalog, clock, logger: silentLogger },
    { brokerId: broker, member: { did: owner, name } },
  )
}

describe('harvest', () => {
  test('adds, leaves unchanged, changes, withdraws, and lists again', async () => {
    const first = await published()
    const { id } = first
    expect(unwrap(await harvest([first.entry!]))).toMatchObject({ added: [id], unchanged: 0 })
    const stored = await bindListings(database.db).get(broker, id)
    expect(unwrap(await harvest([first.entry!]))).toMatchObject({ added: [], unchanged: 1 })
    expect(await bindListings(database.db).get(broker, id)).toEqual(stored)

    const deps = {
      catalog: ownerCatalog(),
      clock,
      signer,
      endpointUrl: () => 'https://plant.example/dsp',
    }
    const command = { participantId: owner, datasetId: id }
    const second = unwrap(await publishDataset(deps, command))
    expect(unwrap(await harvest([second.entry!]))).toMatchObject({ changed: [id] })
    expect(unwrap(await harvest([first.entry!])).refused).toMatchObject([
      { code: 'conflict.stale' },
    ])

    expect(unwrap(await withdrawDataset(deps, command)).entry).toBeUndefined()
    expect(unwrap(await harvest([]))).toMatchObject({ withdrawn: [id] })
    const index = bindListingIndex(database.db)
    expect(unwrap(await searchListings({ index }, { brokerId: broker, text: '' })).total).toBe(0)
    expect(unwrap(await harvest([second.entry!]))).toMatchObject({ added: [id] })
    expect(await bindHarvests(database.db).get(broker, owner)).toMatchObject({
      added: [id],
      version: 6,
    })
  })

  test('refuses tampered, unsigned, foreign, double and core entries, each with its reason', async () => {
    const { entry, id } = await published()
    const good = entry as { readonly [key: string]: Json }
    const { [entryTerms.proof]: _, ...unsigned } = good
    const resigned = async (change: { readonly [key: string]: Json }) => {
      const value = { ...unsigned, ...change }
      return { ...value, [entryTerms.proof]: await signer.sign(owner, value) }
    }
    const record = unwrap(
      await harvest([
        { ...good, [entryTerms.industry]: 'steel' },
        unsigned,
        await resigned({ [entryTerms.publisher]: { '@id': 'did:web:other' } }),
        await resigned({ [entryTerms.level]: 'core' }),
        good,
        good,
      ]),
    )
    expect(record.added).toEqual([id])
    expect(record.refused.map(({ code }) => code)).toEqual([
      'auth.invalid',
      'auth.invalid',
      'auth.invalid',
      'auth.forbidden',
      'conflict.exists',
    ])
  })

  test('refuses entries whose names are none, and reads the others', async () => {
    const { entry, id } = await published()
    const names = [{ toString: 1 }, 'a\u0000', 'b\ud800', `${'c'.repeat(499)}😀`]
    const record = unwrap(await harvest([...names.map((name) => ({ '@id': name })), entry!]))
    expect(record.added).toEqual([id])
    expect(record.refused).toHaveLength(names.length)
  })

  test('a catalogue of somebody else changes nothing', async () => {
    const { entry } = await published()
    const refused = await harvest([entry!], 'did:web:other')
    expect(refused).toMatchObject({ ok: false, error: { code: 'peer.invalid' } })
    expect(await bindListings(database.db).find(broker, {})).toEqual([])
  })
})

describe('search and match on stored listings', () => {
  test('finds by words of both languages and by parts of words, and counts facets', async () => {
    const milling = await published()
    const bearings = await published({
      title: { zh: '滚动轴承振动', en: 'Bearing vibration' },
      description: { zh: '轴承试验台', en: 'Test bench' },
      keywords: [],
      scenario: { zh: '状态监测', en: 'Condition monitoring' },
      industry: 'steel',
      terms: { uses: ['evaluate'], deliveries: ['sandbox'], purposes: [] },
    })
    unwrap(await harvest([milling.entry!, bearings.entry!]))
    const deps = { index: bindListingIndex(database.db) }
    const find = async (text: string, facets = {}) =>
      unwrap(await searchListings(deps, { brokerId: broker, text, facets }))
    expect((await find('刀具磨损')).items.map(({ id }) => id)).toContain(milling.id)
    expect((await find('bearings')).items.map(({ id }) => id)).toEqual([bearings.id])
    expect((await find('rolling_100%')).total).toBe(0)
    expect((await find('vibrat')).items.map(({ id }) => id)).toEqual([bearings.id])
    const all = await find('')
    expect(all.total).toBe(2)
    expect(all.facets.industry).toEqual([
      { value: 'machinery', count: 1 },
      { value: 'steel', count: 1 },
    ])
    expect(all.facets.owner).toEqual([{ value: owner, count: 2 }])
    const steel = await find('', { industry: ['steel'] })
    expect(steel.total).toBe(1)
    expect(steel.facets.industry).toHaveLength(2)
    expect(steel.facets.use).toEqual([{ value: 'evaluate', count: 1 }])
  })

  test('answers a demand with what fits, what does not, and why', async () => {
    const milling = await published()
    const tooSmall = await published({
      title: { zh: '铣床故障评测集', en: 'Milling failure benchmark' },
      terms: { uses: ['evaluate'], deliveries: ['sandbox'], purposes: [] },
    })
    unwrap(await harvest([milling.entry!, tooSmall.entry!]))
    const index = bindListingIndex(database.db)
    const text =
      '想训练铣床设备故障预测模型,需要扭矩、刀具磨损等工况数据表,数据不出厂,联邦训练,200行以上。'
    const reading = await readDemand(text)
    const match = await matchDemand({ index, clock }, { brokerId: broker, reading })
    expect(match.ranked.map(({ listing }) => listing.id)).toEqual([milling.id])
    expect(match.ranked[0]?.reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['topic', 'uses', 'deliveries', 'modalities', 'minimumCount', 'task']),
    )
    expect(match.excluded.map(({ listing }) => listing.id)).toEqual([tooSmall.id])
    expect(match.excluded[0]?.reasons.map(({ code }) => code)).toContain('uses')
    expect(match.nearest).toBeUndefined()
  })
})
