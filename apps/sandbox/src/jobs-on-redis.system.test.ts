import { isRedisInstalled, type RedisServer, startRedisServer } from '@lianshu/testkit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { joinEverybody } from './job/join-everybody.ts'
import { publishTables } from './job/publish-tables.ts'
import { plantTarget, simulatePlants } from './tables/index.ts'
import { startTestSpace, type TestSpace, wishFor } from './testing/test-space.ts'

const owners = simulatePlants({ seed: 7, rows: 300 }).slice(0, 2)
const soon = { timeout: 30_000, interval: 100 }

describe.skipIf(!isRedisInstalled())('a data space whose jobs wait in Redis', () => {
  let redis: RedisServer
  let test: TestSpace
  beforeAll(async () => {
    redis = await startRedisServer()
    test = await startTestSpace(owners, { redisUrl: redis.url })
  })
  afterAll(async () => {
    await test?.close()
    await redis?.close()
  })

  const nodes = () => [test.space.broker, ...test.space.connectors.values()]
  const readiness = () =>
    Promise.all(
      nodes().map(async ({ url }) => {
        const answer = await fetch(`${url}/health/ready`)
        const { checks } = (await answer.json()) as { checks: Record<string, { status: string }> }
        return `${answer.status} database ${checks.database?.status}, jobs ${checks.jobs?.status}`
      }),
    )
  const everywhere = (state: string) => nodes().map(() => state)

  it('is ready, and has its schedule there', async () => {
    expect(await readiness()).toEqual(everywhere('200 database ok, jobs ok'))
    const key = `lianshu:${new URL(test.space.broker.url).host}:harvest:repeat`
    expect(await redis.ask(`EXISTS ${key}`)).toBe(':1')
  })

  it('says that it is not ready while Redis is away; then harvests what was published meanwhile', async () => {
    await redis.kill()
    await vi.waitFor(async () => {
      expect(await readiness()).toEqual(everywhere('503 database ok, jobs failing'))
    }, soon)
    const job = test.job(wishFor(owners, { target: plantTarget }))
    await joinEverybody(job)
    const published = await publishTables(job)
    const listed = async () => {
      const { items } = await test.space.broker.api.get<{ items: readonly unknown[] }>(
        '/api/listings',
      )
      return items.length
    }
    expect(await listed()).toBe(0)

    // It comes back empty: the schedule is made again, and its first turn is at once.
    await redis.start()
    await vi.waitFor(async () => expect(await listed()).toBe(published.length), soon)
    expect(await readiness()).toEqual(everywhere('200 database ok, jobs ok'))
  })
})
