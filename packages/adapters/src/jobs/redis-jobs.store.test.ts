import { setTimeout as sleep } from 'node:timers/promises'
import type { JobQueue } from '@lianshu/kernel'
import {
  describeJobQueue,
  isRedisInstalled,
  type RedisServer,
  startRedisServer,
} from '@lianshu/testkit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openJobQueue } from './job-queue.ts'

const soon = { timeout: 15_000, interval: 50 }
const databaseUrl = 'postgres://nobody@127.0.0.1:1/jobs-on-redis-ask-no-database'

describe.skipIf(!isRedisInstalled())('jobs on Redis', () => {
  let redis: RedisServer
  let opened = 0
  beforeAll(async () => {
    redis = await startRedisServer()
  })
  afterAll(() => redis?.close())

  const open = (prefix = `test:${opened++}`): Promise<JobQueue> =>
    openJobQueue({ databaseUrl, redis: { url: redis.url, prefix }, reviewMs: 200 })

  describeJobQueue(async () => {
    const prefix = `test:${opened++}`
    const [here, there] = await Promise.all([open(prefix), open(prefix)])
    return {
      subject: { here, there },
      close: async () => void (await Promise.all([here.close(), there.close()])),
    }
  })

  it('keeps nodes apart that share a server', async () => {
    const ran: string[] = []
    const [one, other] = await Promise.all([open('node:one'), open('node:other')])
    await one.consume('work', async () => void ran.push('one'))
    await other.consume('work', async () => void ran.push('other'))
    await one.enqueue('work', null)
    await vi.waitFor(() => expect(ran).toEqual(['one']), soon)
    await Promise.all([one.close(), other.close()])
  })

  it('makes a schedule again that was flushed', async () => {
    const jobs = await open()
    let ticks = 0
    await jobs.consume('tick', async () => void ticks++)
    await jobs.schedule('tick', 200, {})
    await vi.waitFor(() => expect(ticks).toBeGreaterThan(1), soon)
    expect(await redis.ask('FLUSHALL')).toBe('+OK')
    const before = ticks
    await vi.waitFor(() => expect(ticks).toBeGreaterThan(before + 1), soon)
    await jobs.close()
  })

  it('makes schedules again on a server that lost them, and loses no consumer', async () => {
    const jobs = await open()
    let ticks = 0
    await jobs.consume('tick', async () => void ticks++)
    await jobs.schedule('tick', 200, {})
    await vi.waitFor(() => expect(ticks).toBeGreaterThan(1), soon)

    await redis.kill()
    await vi.waitFor(() => expect(jobs.check()).rejects.toThrow('Redis'), soon)
    await expect(jobs.enqueue('tick', null)).rejects.toThrow('Redis')
    await redis.start()
    await vi.waitFor(() => expect(jobs.check()).resolves.toBeUndefined(), soon)
    const before = ticks
    await vi.waitFor(() => expect(ticks).toBeGreaterThan(before + 1), soon)
    await jobs.close()
  })

  it('starts without a server, and does what was asked when it comes', async () => {
    await redis.kill()
    const jobs = await open()
    let ticks = 0
    await jobs.consume('tick', async () => void ticks++)
    await jobs.schedule('tick', 200, {})
    await expect(jobs.check()).rejects.toThrow('Redis')
    await redis.start()
    await vi.waitFor(() => expect(ticks).toBeGreaterThan(1), soon)
    await jobs.close()
  })

  it('closes while the server is away', async () => {
    const jobs = await open()
    await jobs.consume('work', async () => {})
    await redis.kill()
    await vi.waitFor(() => expect(jobs.check()).rejects.toThrow('Redis'), soon)
    await Promise.race([jobs.close(), sleep(10_000).then(() => expect.fail('it waits for Redis'))])
    await redis.start()
  })
})
