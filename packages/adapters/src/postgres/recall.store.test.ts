import { unwrap, type Versioned, type VersionedStore } from '@lianshu/kernel'
import { testDid } from '@lianshu/testkit'
import { text } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createRecentEntities, keepNothing } from './recent-entities.ts'
import { versionedTable } from './schema/versioned-table.ts'
import { createTransactor } from './transactor.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

interface Pebble extends Versioned {
  readonly color: string
}

const alice = testDid('alice')
const pebbles = versionedTable('pebbles', { color: text('color') })
const options = { state: () => 'LYING', toKeys: ({ color }: Pebble) => ({ color }) }

describe('what a process recalls', () => {
  let test: TestDatabase
  const statements: string[] = []
  const recent = createRecentEntities()
  const bind = (work: Work) =>
    createVersionedStore<Pebble, 'color'>(work, pebbles, { ...options, recent })
  beforeAll(async () => {
    test = await openTestDatabase()
    await test.db.$client`create table pebbles (like members including all, color text)`
    test.db.$client.options.debug = (_connection, text) => void statements.push(text)
  })
  beforeEach(() => void statements.splice(0))
  afterAll(() => test.close())

  const here = <T>(work: (store: VersionedStore<Pebble, 'color'>) => Promise<T>) =>
    createTransactor(test.db, bind).run(work)
  /** Another replica: stores the same without being heard here. */
  const elsewhere = () => createVersionedStore<Pebble, 'color'>(test.db, pebbles, options)
  const insert = (id: string) =>
    here((store) => store.insert({ participantId: alice, id, version: 0, color: 'red' }))
  const repaint = (id: string, color: string) =>
    here(async (store) => {
      const pebble = await store.recall(alice, id)
      if (!pebble) throw new Error('there is none')
      if (pebble.color === color) throw new Error(`it is ${color}`)
      return store.update({ ...pebble, color })
    })
  const kinds = () => statements.map((text) => text.split(' ')[0])

  it('needs no reading, where this process stored it', async () => {
    await insert('a')
    statements.splice(0)
    expect(await repaint('a', 'blue')).toMatchObject({ ok: true, value: { version: 2 } })
    expect(kinds()).toEqual(['with'])
  })

  it('never overwrites what another replica stored meanwhile', async () => {
    await insert('b')
    const stored = (await elsewhere().get(alice, 'b'))!
    await elsewhere().update({ ...stored, color: 'green' })
    expect(await repaint('b', 'blue')).toMatchObject({ ok: true, value: { version: 3 } })
    expect(await repaint('b', 'white')).toMatchObject({ ok: true, value: { version: 4 } })
  })

  it('refuses nothing on the strength of it', async () => {
    await insert('c')
    const stored = (await elsewhere().get(alice, 'c'))!
    await elsewhere().update({ ...stored, color: 'green' })
    expect(await repaint('c', 'red')).toMatchObject({ ok: true, value: { version: 3 } })
    await expect(repaint('c', 'red')).rejects.toThrow('it is red')
  })

  it('is read where the unit of work does not write it', async () => {
    await insert('d')
    const stored = (await elsewhere().get(alice, 'd'))!
    await elsewhere().update({ ...stored, color: 'green' })
    const seen = await here((store) => store.recall(alice, 'd'))
    expect(seen).toMatchObject({ color: 'green', version: 2 })
  })

  it('is forgotten with work that was undone', async () => {
    await insert('e')
    const undone = here(async (store) => {
      const pebble = (await store.recall(alice, 'e'))!
      await store.update({ ...pebble, color: 'black' })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await repaint('e', 'black')).toMatchObject({ ok: true, value: { version: 2 } })
  })

  it('is not what a crash of the server may have taken back', async () => {
    await insert('f')
    const unsure = { ...options, recent: keepNothing(recent) }
    await createTransactor(test.db, (work) =>
      createVersionedStore<Pebble, 'color'>(work, pebbles, unsure),
    ).run(async (store) => store.update({ ...(await store.get(alice, 'f'))!, color: 'blue' }))
    // The crash, and another replica that stored its own second version.
    const body = { color: 'green' }
    await test.db.$client`update pebbles set body = body || ${JSON.stringify(body)}::text::jsonb
      where id = 'f' and version = 2`
    const recalled = await here(async (store) => {
      const pebble = (await store.recall(alice, 'f'))!
      await store.update({ ...pebble, color: 'black' })
      return pebble
    })
    expect(recalled).toMatchObject({ color: 'green', version: 2 })
  })

  it('is nothing so long that a thousand of them would fill the memory', async () => {
    await insert('g')
    unwrap(await repaint('g', 'x'.repeat(40_000)))
    expect(recent.get('pebbles', alice, 'g')).toBeUndefined()
    unwrap(await repaint('g', 'blue'))
    expect(recent.get('pebbles', alice, 'g')).toMatchObject({ version: 3 })
  })
})
