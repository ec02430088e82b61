import { asId, type Did, type Versioned, type VersionedStore } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Opened } from '../opened.ts'

/** The entity that a store under test keeps; its table has a column for `color`. */
export interface Pebble extends Versioned {
  readonly color: string | null
  readonly note: { readonly text: string; readonly numbers: readonly number[] }
}

const alice = asId<Did>('did:web:alice.example')
const bob = asId<Did>('did:web:bob.example')
const pebble = (id: string, color: string | null = 'red', participantId = alice): Pebble => ({
  ...{ participantId, id, version: 0, color },
  note: { text: '卵石 "quoted" \\ \u0001', numbers: [0, -1.5, 1e300] },
})

/** What every VersionedStore must do; `open` gives a fresh, empty one that really runs in parallel. */
export function describeVersionedStore(
  open: () => Promise<Opened<VersionedStore<Pebble, 'color'>>>,
): void {
  describe('a versioned store', () => {
    let store: VersionedStore<Pebble, 'color'>
    let close: () => Promise<void>
    beforeAll(async () => {
      ;({ subject: store, close } = await open())
    })
    afterAll(() => close())

    it('gives back what was inserted, as version 1', async () => {
      const stored = await store.insert(pebble('one'))
      expect(stored).toEqual({ ok: true, value: { ...pebble('one'), version: 1 } })
      expect(await store.get(alice, 'one')).toEqual({ ...pebble('one'), version: 1 })
    })

    it('refuses a second entity with the same id', async () => {
      await store.insert(pebble('twice'))
      const second = await store.insert(pebble('twice', 'blue'))
      expect(second).toMatchObject({ ok: false, error: { code: 'conflict.exists' } })
      expect((await store.get(alice, 'twice'))?.color).toBe('red')
    })

    it('shows a foreign entity to nobody else', async () => {
      await store.insert(pebble('private'))
      expect(await store.get(bob, 'private')).toBeUndefined()
      expect(await store.find(bob, {})).toEqual([])
      const forged = await store.update({ ...pebble('private', 'black', bob), version: 1 })
      expect(forged).toMatchObject({ ok: false, error: { code: 'conflict.stale' } })
      expect((await store.get(alice, 'private'))?.color).toBe('red')
    })

    it('updates only the version that was read', async () => {
      await store.insert(pebble('moving'))
      const read = (await store.get(alice, 'moving')) as Pebble
      expect(await store.update({ ...read, color: 'blue' })).toMatchObject({
        ok: true,
        value: { version: 2, color: 'blue' },
      })
      expect(await store.update({ ...read, color: 'green' })).toMatchObject({
        ok: false,
        error: { code: 'conflict.stale' },
      })
      expect(await store.get(alice, 'moving')).toMatchObject({ version: 2, color: 'blue' })
    })

    it('lets one of many updates at once through', async () => {
      await store.insert(pebble('wanted'))
      const read = (await store.get(alice, 'wanted')) as Pebble
      const results = await Promise.all(
        Array.from({ length: 16 }, (_, turn) => store.update({ ...read, color: `c${turn}` })),
      )
      const winners = results.filter((result) => result.ok)
      expect(winners).toHaveLength(1)
      expect(await store.get(alice, 'wanted')).toEqual(winners[0]?.ok && winners[0].value)
    })

    it('loses no increment when losers try again', async () => {
      await store.insert(pebble('counter', '0'))
      const increment = async (): Promise<void> => {
        const read = (await store.get(alice, 'counter')) as Pebble
        const next = { ...read, color: String(Number(read.color) + 1) }
        if (!(await store.update(next)).ok) return increment()
      }
      await Promise.all(Array.from({ length: 12 }, increment))
      expect(await store.get(alice, 'counter')).toMatchObject({ color: '12', version: 13 })
    })

    it('finds by key, oldest or newest first, page by page', async () => {
      for (const id of ['z', 'a', 'm', 'b']) await store.insert(pebble(`page-${id}`, 'paged'))
      await store.insert(pebble('page-null', null))
      const ids = async (where: Partial<Pick<Pebble, 'color'>>, after?: string) =>
        (await store.find(alice, where, { limit: 3, after })).map((found) => found.id)
      expect(await ids({ color: 'paged' })).toEqual(['page-z', 'page-a', 'page-m'])
      expect(await ids({ color: 'paged' }, 'page-m')).toEqual(['page-b'])
      const backwards = async (after?: string) =>
        (await store.find(alice, { color: 'paged' }, { limit: 3, after, newestFirst: true })).map(
          (found) => found.id,
        )
      expect(await backwards()).toEqual(['page-b', 'page-m', 'page-a'])
      expect(await backwards('page-a')).toEqual(['page-z'])
      expect(await ids({ color: null })).toEqual(['page-null'])
      expect(await ids({ color: 'none' })).toEqual([])
    })

    it('finds by what a key is now, not by what it was', async () => {
      await store.insert(pebble('repainted', 'old'))
      const read = (await store.get(alice, 'repainted')) as Pebble
      await store.update({ ...read, color: 'new' })
      expect(await store.find(alice, { color: 'old' })).toEqual([])
      expect(await store.find(alice, { color: 'new' })).toHaveLength(1)
    })
  })
}
