import { type ObjectStore, readAll, sha256, toHex, utf8 } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Opened } from '../opened.ts'

const badKeys = [
  '',
  '..',
  '../up',
  'a/../b',
  '/root',
  'a//b',
  'a/',
  './a',
  'ä',
  'a b',
  'x'.repeat(513),
]

/** What every ObjectStore must do. */
export function describeObjectStore(open: () => Promise<Opened<ObjectStore>>): void {
  describe('an object store', () => {
    let store: ObjectStore
    let close: () => Promise<void>
    beforeAll(async () => {
      ;({ subject: store, close } = await open())
    })
    afterAll(() => close())

    const text = async (key: string, range?: { start: number; end?: number }) => {
      const content = await store.get(key, range)
      return content && new TextDecoder().decode(await readAll(content))
    }

    it('gives back what was put, with its size and hash', async () => {
      const content = utf8('模型 0123456789')
      const facts = {
        key: 'models/Run-1/weights.bin',
        size: content.length,
        sha256: toHex(await sha256(content)),
      }
      expect(await store.put(facts.key, content)).toEqual(facts)
      expect(await store.head(facts.key)).toEqual(facts)
      expect(await text(facts.key)).toBe('模型 0123456789')
    })

    it('keeps an empty object', async () => {
      expect((await store.put('empty', new Uint8Array())).size).toBe(0)
      expect(await text('empty')).toBe('')
    })

    it('takes a stream of any size', async () => {
      const chunk = new Uint8Array(100_000).fill(7)
      await store.put(
        'stream',
        (async function* () {
          for (let turn = 0; turn < 25; turn++) yield chunk
        })(),
      )
      const content = await store.get('stream')
      const all = content && (await readAll(content))
      expect(all?.length).toBe(2_500_000)
      expect(all?.every((byte) => byte === 7)).toBe(true)
    })

    it('reads ranges, both ends included', async () => {
      await store.put('digits', utf8('0123456789'))
      expect(await text('digits', { start: 2, end: 4 })).toBe('234')
      expect(await text('digits', { start: 7 })).toBe('789')
      expect(await text('digits', { start: 8, end: 99 })).toBe('89')
    })

    it('replaces an object as a whole', async () => {
      await store.put('replaced', utf8('a long first content'))
      await store.put('replaced', utf8('second'))
      expect(await text('replaced')).toBe('second')
    })

    it('shows the old object or the new one, never a mixture or a part', async () => {
      const versions = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(50_000))
      await store.put('busy', utf8(versions[0]!))
      const writing = versions.map((version) => store.put('busy', utf8(version)))
      const seen = await Promise.all(Array.from({ length: 8 }, () => text('busy')))
      await Promise.all(writing)
      for (const content of seen) expect(versions).toContain(content)
    })

    it('keeps nothing of a stream that failed', async () => {
      await store.put('half', utf8('whole'))
      const failing = store.put(
        'half',
        (async function* () {
          yield utf8('par')
          throw new Error('cut off')
        })(),
      )
      await expect(failing).rejects.toThrow('cut off')
      expect(await text('half')).toBe('whole')
    })

    it('deletes once and knows when there was nothing', async () => {
      await store.put('gone', utf8('x'))
      expect(await store.delete('gone')).toBe(true)
      expect(await store.delete('gone')).toBe(false)
      expect(await store.get('gone')).toBeUndefined()
      expect(await store.head('gone')).toBeUndefined()
    })

    it('lists by prefix, and holds a key beside the same key with more segments', async () => {
      const keys = ['list/a', 'list/a/b', 'list/A', 'list/ab', `list/${'long'.repeat(100)}`, 'lisp']
      for (const key of keys) await store.put(key, utf8(key))
      const listed = async (prefix: string) => (await store.list(prefix)).map(({ key }) => key)
      expect(await listed('list/')).toEqual(keys.slice(0, 5).sort())
      expect(await listed('list/a')).toEqual(['list/a', 'list/a/b', 'list/ab'])
      expect(await text('list/a')).toBe('list/a')
      expect(await text('list/A')).toBe('list/A')
    })

    it.each(badKeys)('refuses the key %j everywhere', async (key) => {
      const refused = expect.objectContaining({
        error: expect.objectContaining({ code: 'input.invalid' }),
      })
      await expect(store.put(key, utf8('x'))).rejects.toEqual(refused)
      await expect(store.get(key)).rejects.toEqual(refused)
      await expect(store.head(key)).rejects.toEqual(refused)
      await expect(store.delete(key)).rejects.toEqual(refused)
    })
  })
}
