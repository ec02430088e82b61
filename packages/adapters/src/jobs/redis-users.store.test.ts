import { join } from 'node:path'
import { isRedisInstalled, type RedisServer, startRedisServer } from '@lianshu/testkit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openJobQueue } from './job-queue.ts'

const users = join(import.meta.dirname, '../../../../infra/compose/redis.acl')

describe.skipIf(!isRedisInstalled())('the users of infra/compose', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedisServer('--aclfile', users)
  })
  afterAll(() => redis?.close())

  const open = (host: string) => {
    const { host: server } = new URL(redis.url)
    const url = `redis://lianshu_plant_a:change-me-plant-a@${server}`
    return openJobQueue({ databaseUrl: '', redis: { url, prefix: `lianshu:${host}` } })
  }

  it('may do what jobs need with their own keys', async () => {
    const jobs = await open('plant-a.example.org')
    const ran: string[] = []
    await jobs.consume('work', async ({ attempt }) => {
      ran.push(`work ${attempt}`)
      if (attempt === 1) throw new Error('not yet')
    })
    await jobs.consume('tick', async () => void ran.push('tick'))
    await jobs.enqueue('work', null, { id: 'one', delayMs: 10 })
    await jobs.schedule('tick', 100, {})
    await jobs.check()
    const wanted = expect.arrayContaining(['work 1', 'work 2', 'tick'])
    await vi.waitFor(() => expect(ran).toEqual(wanted), { timeout: 10_000, interval: 50 })
    await jobs.close()
  })

  it('may not touch those of another node, and nobody comes in without a name', async () => {
    const jobs = await open('plant-b.example.org')
    await expect(jobs.enqueue('work', null)).rejects.toThrow('NOPERM')
    await jobs.close()
    expect(await redis.ask('PING')).toMatch('NOAUTH')
  })
})
