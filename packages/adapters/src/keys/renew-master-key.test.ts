import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock, unwrap } from '@lianshu/kernel'
import { testDid } from '@lianshu/testkit'
import { generateParticipantKeys } from '@lianshu/trust'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeyFile } from './key-file.ts'
import { parseMasterKey } from './master-key.ts'
import { seal } from './sealed-text.ts'

let home: string
let directory: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lianshu-keys-'))
  directory = join(home, 'keys')
})
afterEach(() => rmSync(home, { recursive: true }))

const keysOf = (slug: string) => generateParticipantKeys(testDid(slug), systemClock)
const newKey = () => randomBytes(32).toString('base64url')
const master = () => join(directory, 'master.key')
const unreadable = { error: { code: 'data.unreadable' } }

describe('a master key in a file', () => {
  it('is renewed: the old one opens nothing any more, the keys are the same', async () => {
    const store = await openKeyFile(directory)
    const keys = await Promise.all(['alice', 'bob'].map(keysOf))
    for (const one of keys) await store.save(one)
    const before = readFileSync(master())
    expect(unwrap(await store.renewMasterKey())).toBe(2)
    expect(readFileSync(master())).not.toEqual(before)
    expect(statSync(master()).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory).filter((name) => name.includes('next'))).toEqual([])
    const again = await openKeyFile(directory)
    for (const one of keys) expect(await again.load(one.did)).toEqual(one)
    writeFileSync(master(), before)
    const withOldKey = await openKeyFile(directory)
    await expect(withOldKey.load(keys[0]!.did)).rejects.toMatchObject(unreadable)
  })

  it('is renewed while another process reads and writes', async () => {
    const [one, other] = [await openKeyFile(directory), await openKeyFile(directory)]
    const slugs = Array.from({ length: 20 }, (_, index) => `p${index}`)
    const keys = await Promise.all(slugs.map(keysOf))
    for (const some of keys.slice(0, 10)) await one.save(some)
    const renewing = one.renewMasterKey()
    const busy = keys.map(async (some, index) => {
      if (index >= 10) await other.save(some)
      expect(await other.load(some.did)).toEqual(some)
    })
    await Promise.all([renewing, ...busy])
    unwrap(await one.renewMasterKey())
    const third = await openKeyFile(directory)
    for (const some of keys) {
      expect(await other.load(some.did)).toEqual(some)
      expect(await third.load(some.did)).toEqual(some)
    }
  })

  it('is renewed to the end at the next start, when it was cut short', async () => {
    const store = await openKeyFile(directory)
    const keys = await keysOf('alice')
    await store.save(keys)
    writeFileSync(`${master()}.next`, newKey(), { mode: 0o600 })
    const before = readFileSync(master())
    const again = await openKeyFile(directory)
    expect(await again.load(keys.did)).toEqual(keys)
    expect(readFileSync(master())).not.toEqual(before)
    expect(readdirSync(directory)).toHaveLength(2)
  })

  it('may stand elsewhere', async () => {
    const masterKeyFile = join(home, 'elsewhere.key')
    const store = await openKeyFile(directory, { masterKeyFile })
    await store.save(await keysOf('alice'))
    expect(readdirSync(directory)).toHaveLength(1)
    expect(readFileSync(masterKeyFile, 'utf8').trim()).toHaveLength(43)
  })
})

describe('a master key from the settings', () => {
  it('is on no disk, and opens what it sealed', async () => {
    const masterKey = newKey()
    const keys = await keysOf('alice')
    await (await openKeyFile(directory, { masterKey })).save(keys)
    expect(readdirSync(directory)).toHaveLength(1)
    expect(await (await openKeyFile(directory, { masterKey })).load(keys.did)).toEqual(keys)
    const other = await openKeyFile(directory, { masterKey: newKey() })
    await expect(other.load(keys.did)).rejects.toMatchObject(unreadable)
  })

  it('follows a previous one: everything is sealed under it at the start', async () => {
    const [old, fresh] = [newKey(), randomBytes(32).toString('hex')]
    const keys = await keysOf('alice')
    await (await openKeyFile(directory, { masterKey: old })).save(keys)
    await openKeyFile(directory, { masterKey: fresh, previousMasterKey: old })
    expect(await (await openKeyFile(directory, { masterKey: fresh })).load(keys.did)).toEqual(keys)
    const withOldKey = await openKeyFile(directory, { masterKey: old })
    await expect(withOldKey.load(keys.did)).rejects.toMatchObject(unreadable)
  })

  it('cannot be renewed from here, and must be one', async () => {
    const store = await openKeyFile(directory, { masterKey: newKey() })
    expect(await store.renewMasterKey()).toMatchObject({ error: { code: 'state.illegal' } })
    for (const masterKey of ['short', '', '!'.repeat(43), 'x'.repeat(44)]) {
      await expect(openKeyFile(directory, { masterKey })).rejects.toMatchObject(unreadable)
    }
  })
})

describe('what changes on the disk', () => {
  it('is seen by a store that read it before', async () => {
    const [one, other] = [await openKeyFile(directory), await openKeyFile(directory)]
    const keys = await keysOf('alice')
    await one.save(keys)
    expect(await other.load(keys.did)).toEqual(keys)
    const newer = await keysOf('alice')
    await one.save(newer)
    expect(await other.load(keys.did)).toEqual(newer)
    expect(await other.load(keys.did)).toBe(await other.load(keys.did))
  })

  /** Keys as an earlier version of this product left them on the disk. */
  async function sealedBefore() {
    const store = await openKeyFile(directory)
    const keys = await keysOf('alice')
    await store.save(keys)
    const file = readdirSync(directory).find((name) => name.endsWith('.sealed'))!
    const key = parseMasterKey(readFileSync(master(), 'utf8'))!
    const sealed = seal(key, keys.did, JSON.stringify(keys))
    sealed.write('1', 'lianshu-sealed-'.length)
    writeFileSync(join(directory, file), sealed)
    return { store, keys, file }
  }

  it('was sealed by an earlier version, is opened once more and sealed anew', async () => {
    const { store, keys, file } = await sealedBefore()
    expect(await store.load(keys.did)).toEqual(keys)
    expect(readFileSync(join(directory, file)).toString('latin1')).toMatch(/^lianshu-sealed-2/)
  })

  it('by an earlier version keeps the old master key until it was read', async () => {
    const { store, keys } = await sealedBefore()
    const before = readFileSync(master())
    expect(unwrap(await store.renewMasterKey())).toBe(0)
    expect(readFileSync(master())).toEqual(before)
    expect(await (await openKeyFile(directory)).load(keys.did)).toEqual(keys)
    expect(await (await openKeyFile(directory)).load(keys.did)).toEqual(keys)
    expect(readFileSync(master())).not.toEqual(before)
  })
})
