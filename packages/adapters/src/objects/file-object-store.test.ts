import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeObjectStore } from '@lianshu/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openFileObjectStore } from './file-object-store.ts'
import { keyToPath, pathToKey } from './object-path.ts'

const inTemporary = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lianshu-objects-'))
  return { directory, close: () => rm(directory, { recursive: true }) }
}

describeObjectStore(async () => {
  const { directory, close } = await inTemporary()
  return { subject: await openFileObjectStore(directory), close }
})

describe('a store of objects in files', () => {
  it('clears away what a killed process left half written, but not what may still be written', async () => {
    const { directory, close } = await inTemporary()
    await openFileObjectStore(directory)
    const incoming = join(directory, 'incoming')
    await writeFile(join(incoming, 'old'), 'x')
    await utimes(join(incoming, 'old'), 0, 0)
    await writeFile(join(incoming, 'young'), 'x')
    const store = await openFileObjectStore(directory)
    expect(await readdir(incoming)).toEqual(['young'])
    expect(await store.list('')).toEqual([])
    await close()
  })

  it('says so when a file is not an object', async () => {
    const { directory, close } = await inTemporary()
    const store = await openFileObjectStore(directory)
    await writeFile(join(directory, 'objects', 'foreign'), 'x'.repeat(100))
    await expect(store.head('foreign')).rejects.toMatchObject({
      error: { code: 'data.unreadable' },
    })
    await close()
  })
})

describe('paths of keys', () => {
  const key = fc.stringMatching(/^[A-Za-z0-9._-]{1,200}(\/[A-Za-z0-9._-]{1,200}){0,3}$/)

  it('lead back to the key, and two keys never share a path that ignores case', () => {
    fc.assert(
      fc.property(key, key, (left, right) => {
        expect(pathToKey(keyToPath(left))).toBe(left)
        const same = keyToPath(left).toLowerCase() === keyToPath(right).toLowerCase()
        expect(same).toBe(left === right)
      }),
    )
  })
})
