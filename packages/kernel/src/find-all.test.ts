import { expect, it } from 'vitest'
import { findAll } from './find-all.ts'
import type { Did } from './ids.ts'
import type { Page, Versioned } from './ports/versioned-store.ts'

const alice = 'did:web:alice' as Did

/** So many entities, and the pages of them that were asked for. */
function storeOf(count: number) {
  const all = Array.from(
    { length: count },
    (_, index): Versioned => ({ participantId: alice, id: `id-${index}`, version: 1 }),
  )
  const pages: (string | undefined)[] = []
  const find = async (_did: Did, _where: object, page?: Page) => {
    if (!page) throw new Error('no page was asked for')
    pages.push(page.after)
    const from = page.after === undefined ? 0 : all.findIndex(({ id }) => id === page.after) + 1
    return all.slice(from, from + page.limit)
  }
  return { all, pages, store: { find } }
}

it.each([0, 1, 499, 500, 501, 1000, 1234])(
  'finds all of %i, each once, in their order',
  async (count) => {
    const { all, store } = storeOf(count)
    expect(await Array.fromAsync(findAll(store, alice, {}))).toEqual(all)
  },
)

it('asks for no page that nobody takes', async () => {
  const { store, pages } = storeOf(1200)
  for await (const { id } of findAll(store, alice, {})) if (id === 'id-500') break
  expect(pages).toEqual([undefined, 'id-499'])
})
