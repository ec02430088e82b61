import { asId, type Did, manualClock } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDemand } from '../demand/read-demand.ts'
import type { Listing } from '../listing/listing.ts'
import { indexListing } from './index-listing.ts'
import { matchDemand } from './match-demand.ts'
import { memoryIndex } from './memory-index.ts'

const brokerId = asId<Did>('did:web:broker.example')
const clock = manualClock('2026-06-01T00:00:00Z')

const bearing: Listing = {
  id: 'urn:bearing',
  ownerId: asId<Did>('did:web:plant.example'),
  ownerName: { zh: '甲厂', en: 'Plant A' },
  title: { zh: '滚动轴承振动信号', en: 'Rolling bearing vibration' },
  description: { zh: '含故障标签', en: 'With failure labels' },
  keywords: [],
  industry: 'machinery',
  scenario: { zh: '状态监测', en: 'Condition monitoring' },
  task: 'multiclass',
  modality: ['timeseries'],
  level: 'general',
  region: 'CN-JS',
  size: { count: 40_000, unit: 'rows' },
  terms: { uses: ['train'], deliveries: ['federated', 'sandbox'], purposes: [] },
  facts: { samplingHz: 25_600, labelled: true, personalInformation: false, crossBorder: false },
  release: 1,
  simulated: false,
  updatedAt: '2026-01-01T00:00:00.000Z',
}
const weaving: Listing = {
  ...bearing,
  id: 'urn:weaving',
  title: { zh: '坯布疵点图像', en: 'Fabric defect images' },
  description: { zh: '断纬、破洞', en: 'Broken weft, holes' },
  scenario: { zh: '验布', en: 'Cloth inspection' },
  modality: ['image'],
}

async function answer(text: string, listings: readonly Listing[]) {
  const index = memoryIndex()
  for (const listing of listings) await index.put(brokerId, await indexListing(listing))
  return matchDemand({ index, clock }, { brokerId, reading: await readDemand(text) })
}
const ids = (hits: readonly { readonly listing: Listing }[]) =>
  hits.map(({ listing }) => listing.id)

describe('a requirement excludes, with its code, exactly what breaks it', () => {
  test.each<[string, Partial<Listing>, string]>([
    ['轴承振动', { terms: { ...bearing.terms, uses: ['evaluate'] } }, 'uses'],
    ['轴承振动,只能联邦', { terms: { ...bearing.terms, deliveries: ['sandbox'] } }, 'deliveries'],
    ['轴承振动时序', { modality: ['image'] }, 'modalities'],
    ['轴承振动,3万行以上', { size: { count: 20_000, unit: 'rows' } }, 'minimumCount'],
    [
      '轴承振动,采样不低于20kHz',
      { facts: { ...bearing.facts, samplingHz: 100 } },
      'minimumSamplingHz',
    ],
    ['轴承振动,采样不低于20kHz', { facts: { labelled: true } }, 'minimumSamplingHz'],
    ['轴承振动,仅一般数据', { level: 'important' }, 'maximumLevel'],
    ['轴承振动,数据不出境', { region: 'DE-BY' }, 'region'],
    ['轴承振动,数据不出境', { region: 'CN-HK' }, 'region'],
    ['轴承振动,带标签', { facts: { labelled: false } }, 'labelled'],
    ['轴承振动,不接受合成', { simulated: true }, 'noGeneratedData'],
    [
      '轴承振动,不含个人信息',
      { facts: { ...bearing.facts, personalInformation: undefined } },
      'noPersonalInformation',
    ],
    ['轴承振动', { terms: { ...bearing.terms, endsAt: '2026-01-01T00:00:00Z' } }, 'endsAt'],
  ])('%s: %o', async (text, change, code) => {
    const twin = { ...bearing, ...change, id: 'urn:twin' }
    const match = await answer(text, [bearing, twin])
    expect(ids(match.ranked)).toEqual(['urn:bearing'])
    expect(match.excluded).toMatchObject([{ listing: { id: 'urn:twin' }, reasons: [{ code }] }])
    expect(match.excluded[0]?.reasons[0]?.words.zh).toBeTruthy()
  })

  test('counts in another unit are not compared', async () => {
    const match = await answer('轴承振动,3万张以上', [bearing])
    expect(ids(match.ranked)).toEqual(['urn:bearing'])
  })
})

test('what is about something else is neither ranked nor excluded', async () => {
  const match = await answer('滚动轴承振动信号', [bearing, weaving])
  expect(ids(match.ranked)).toEqual(['urn:bearing'])
  expect(match.excluded).toEqual([])
})

test('an English demand finds a listing that speaks Chinese only, and the other way round', async () => {
  const zhOnly = {
    ...bearing,
    title: { zh: '滚动轴承振动', en: '滚动轴承振动' },
    description: { zh: '振动', en: '振动' },
  }
  const enOnly = {
    ...bearing,
    title: { zh: 'bearing', en: 'bearing' },
    description: { zh: 'x', en: 'x' },
  }
  expect(ids((await answer('bearing vibration', [zhOnly, weaving])).ranked)).toEqual([zhOnly.id])
  expect(ids((await answer('轴承', [enOnly, weaving])).ranked)).toEqual([enOnly.id])
})

test('when nothing fits, the nearest is named with what it lacks', async () => {
  const match = await answer('轴承振动,可下载', [bearing, weaving])
  expect(match.ranked).toEqual([])
  expect(match.nearest).toMatchObject({
    listing: { id: 'urn:bearing' },
    reasons: [{ code: 'deliveries' }],
  })
  expect((await answer('天气', [])).nearest).toBeUndefined()
})

test('core data is never mentioned', async () => {
  const match = await answer('轴承振动', [{ ...bearing, level: 'core' }])
  expect([match.ranked, match.excluded, match.nearest]).toEqual([[], [], undefined])
})

test('the order does not depend on the order of arrival', async () => {
  const listings = Array.from({ length: 6 }, (_, index) => ({ ...bearing, id: `urn:${index}` }))
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(listings, { minLength: 6 }), async (shuffled) => {
      expect(ids((await answer('轴承振动', shuffled)).ranked)).toEqual(listings.map(({ id }) => id))
    }),
    { numRuns: 20 },
  )
})
