import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger } from '@lianshu/kernel'
import { testDid } from '@lianshu/testkit'
import { afterEach, expect, it, vi } from 'vitest'
import { openTestDatabase } from '../testing/test-database.ts'
import { openNode } from './open-node.ts'

afterEach(() => void vi.useRealTimers())

it('forgets the ids of expired tokens by itself', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const directory = await mkdtemp(join(tmpdir(), 'lianshu-node-'))
  const { url, close } = await openTestDatabase()
  const node = await openNode({
    ...{ databaseUrl: url, directory, publicUrl: 'https://plant.example', operators: [] },
    ...{ allowHttp: false, allowPrivateAddresses: false, logger: silentLogger },
  })
  const [plant, trainer] = [testDid('plant'), testDid('trainer')]
  const remember = (tokenId: string, secondsLeft: number) =>
    node.seenTokens.remember(plant, trainer, tokenId, new Date(Date.now() + secondsLeft * 1000))
  expect(await remember('expired', -1)).toBe(true)
  expect(await remember('alive', 600)).toBe(true)

  vi.advanceTimersByTime(60_000)
  const forgotten = () => remember('expired', -1)
  await vi.waitFor(async () => expect(await forgotten()).toBe(true), { timeout: 5_000 })
  expect(await remember('alive', 600)).toBe(false)
  await node.close()
  await close()
  await rm(directory, { recursive: true, force: true })
})
