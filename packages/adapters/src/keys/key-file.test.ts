import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@lianshu/kernel'
import { testDid } from '@lianshu/testkit'
import { activeKey, generateParticipantKeys } from '@lianshu/trust'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeyFile } from './key-file.ts'

describe('the key file', () => {
  let directory: string
  beforeEach(() => {
    directory = join(mkdtempSync(join(tmpdir(), 'lianshu-keys-')), 'keys')
  })
  afterEach(() => rmSync(join(directory, '..'), { recursive: true }))
  const keysOf = (slug: string) => generateParticipantKeys(testDid(slug), systemClock)
  const sealedFiles = () => readdirSync(directory).filter((name) => name.endsWith('.sealed'))
  const unreadable = { error: { code: 'data.unreadable' } }

  it('gives keys back after a restart, and nothing for a stranger', async () => {
    const keys = await keysOf('alice')
    await (await openKeyFile(directory)).save(keys)
    const again = await openKeyFile(directory)
    expect(await again.load(testDid('alice'))).toEqual(keys)
    expect(await again.load(testDid('bob'))).toBeUndefined()
  })

  it('hides them: sealed on the disk, and from every other user', async () => {
    const keys = await keysOf('alice')
    await (await openKeyFile(directory)).save(keys)
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(directory)) {
      expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600)
      const content = readFileSync(join(directory, name), 'latin1')
      expect(content).not.toContain(activeKey(keys).privateJwk.d as string)
      expect(content).not.toContain('privateJwk')
    }
  })

  it('notices every changed byte', async () => {
    const store = await openKeyFile(directory)
    await store.save(await keysOf('alice'))
    const path = join(directory, sealedFiles()[0] as string)
    const whole = readFileSync(path)
    for (const at of [0, 17, 30, 60, whole.length - 1]) {
      const changed = Buffer.from(whole)
      changed[at]! ^= 1
      writeFileSync(path, changed)
      await expect(store.load(testDid('alice'))).rejects.toMatchObject(unreadable)
    }
  })

  it("does not open one participant's file under another's name", async () => {
    const store = await openKeyFile(directory)
    await store.save(await keysOf('alice'))
    const [alice] = sealedFiles()
    await store.save(await keysOf('bob'))
    const bob = sealedFiles().find((name) => name !== alice)
    renameSync(join(directory, alice as string), join(directory, bob as string))
    await expect(store.load(testDid('bob'))).rejects.toMatchObject(unreadable)
  })

  it('refuses a master key that others may read, or that is none', async () => {
    await openKeyFile(directory)
    const master = join(directory, 'master.key')
    chmodSync(master, 0o644)
    await expect(openKeyFile(directory)).rejects.toThrow('chmod 600')
    chmodSync(master, 0o600)
    writeFileSync(master, 'short')
    await expect(openKeyFile(directory)).rejects.toMatchObject(unreadable)
  })

  it('makes one master key when two processes open it first', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => openKeyFile(directory)))
    const keys = await keysOf('alice')
    await stores[0]?.save(keys)
    for (const store of stores) expect(await store.load(testDid('alice'))).toEqual(keys)
  })
})
