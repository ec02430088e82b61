import { type CatalogFilter, type PublishedEntry, readCatalogFilter } from '@lianshu/catalog'
import { asId, type DatasetId, type Did } from '@lianshu/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { bindPublishedEntries } from './published-entries.ts'

const [anna, ben] = ['did:web:anna.example', 'did:web:ben.example'] as [Did, Did]
let database: TestDatabase
let owner: Did
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(({ task }) => {
  owner = asId<Did>(`did:web:owner.example:${encodeURIComponent(task.id)}`)
})

const entry = (id: string, more: Partial<PublishedEntry> = {}): PublishedEntry => ({
  ...{ participantId: owner, datasetId: asId<DatasetId>(id), text: `{"@id":"${id}"}`, hash: id },
  values: { industry: ['machinery'], keyword: ['milling', 'steel'], rows: ['10'] },
  ...more,
})
const shelf = () => bindPublishedEntries(database.db)
const page = async (viewer: Did, more: object = {}) => {
  const found = await shelf().page({ participantId: owner, viewer, limit: 100, ...more })
  return found.entries.map(({ datasetId }) => datasetId)
}

describe('a catalogue', () => {
  it('shows each viewer what is for everybody and what is for it', async () => {
    await shelf().put([
      entry('a'),
      entry('b', { audience: [anna] }),
      entry('c', { audience: [anna, ben, anna] }),
      entry('d', { audience: [] }),
      entry('e'),
    ])
    expect(await page(anna)).toEqual(['a', 'b', 'c', 'e'])
    expect(await page(ben)).toEqual(['a', 'c', 'e'])
    expect(await shelf().get(owner, anna, 'b')).toEqual({ text: '{"@id":"b"}', hash: 'b' })
    for (const [viewer, id] of [
      [ben, 'b'],
      [anna, 'd'],
      [anna, 'missing'],
    ] as const) {
      expect(await shelf().get(owner, viewer, id)).toBeUndefined()
    }
    expect(await shelf().get(ben, anna, 'a')).toBeUndefined()
  })

  it('changes with its datasets', async () => {
    await shelf().put([entry('a', { audience: [anna] }), entry('b')])
    await shelf().put([entry('a', { audience: [ben], text: '{"@id":"a","title":"机器"}' })])
    expect([await page(anna), await page(ben)]).toEqual([['b'], ['a', 'b']])
    await shelf().remove(owner, 'b')
    expect(await page(ben)).toEqual(['a'])
    const { entries } = await shelf().page({ participantId: owner, viewer: ben, limit: 1 })
    expect(Buffer.from(entries[0]!.json).toString()).toBe('{"@id":"a","title":"机器"}')
    await shelf().put([entry('a')])
    expect([await page(anna), await page(ben)]).toEqual([['a'], ['a']])
  })

  it('is paged forwards and back over what the viewer sees, each entry once', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `id-${String(index).padStart(2, '0')}`)
    await shelf().put(
      ids.map((id, index) => entry(id, index % 3 === 0 ? { audience: [anna] } : {})),
    )
    for (const viewer of [anna, ben]) {
      const seen = await page(viewer)
      const walked: string[] = []
      let from: { after: string } | undefined
      for (let more = true; more; ) {
        const step = await shelf().page({ participantId: owner, viewer, limit: 4, from })
        walked.push(...step.entries.map(({ datasetId }) => datasetId))
        more = step.more
        from = { after: walked.at(-1)! }
      }
      expect(walked).toEqual(seen)
      const back = await shelf().page({
        ...{ participantId: owner, viewer, limit: 4 },
        from: { before: seen.at(-1)! },
      })
      expect(back.entries.map(({ datasetId }) => datasetId)).toEqual(seen.slice(-5, -1))
      expect(back.more).toBe(true)
    }
  })

  it('is filtered over what the viewer sees', async () => {
    await shelf().put([
      entry('a', {
        values: { industry: ['steel'], rows: ['5'], modified: ['2026-01-01T00:00:00Z'] },
      }),
      entry('b', { values: { industry: ['machinery'], keyword: ['milling'], rows: ['50'] } }),
      entry('c', { values: { industry: ['machinery'], rows: ['500'] }, audience: [anna] }),
    ])
    const where = async (viewer: Did, ...filter: object[]) => {
      const read = readCatalogFilter(filter)
      if (!read.ok) throw new Error(read.error.message)
      return page(viewer, { filter: read.value.filter as CatalogFilter })
    }
    const is = (operandLeft: string, operator: string, operandRight: unknown) => ({
      ...{ operandLeft, operator, operandRight },
    })
    expect(await where(anna, is('industry', '=', 'machinery'))).toEqual(['b', 'c'])
    expect(await where(ben, is('industry', '=', 'machinery'))).toEqual(['b'])
    expect(await where(anna, is('industry', '!=', 'machinery'))).toEqual(['a'])
    expect(await where(anna, is('industry', 'in', ['steel', 'x']))).toEqual(['a'])
    expect(await where(anna, is('rows', '>', 5), is('rows', '<=', 50))).toEqual(['b'])
    expect(await where(anna, is('modified', '<', '2026-01-01T09:00:00+08:00'))).toEqual(['a'])
    expect(await where(anna, { or: [is('rows', '=', 5), is('keyword', '=', 'milling')] })).toEqual([
      'a',
      'b',
    ])
    expect(await where(anna, is('industry', '=', "x' or '1'='1"))).toEqual([])
  })
})
