import { beforeAll, describe, expect, it } from 'vitest'
import type { LogEntry, LogHead } from '../../api/log-model.ts'
import { brokerDid } from '../../testing/fixture-data.ts'
import { createFixtureLogs, type FixtureLog } from '../../testing/fixture-log.ts'
import { type Progress, verifyNode } from './verify-in-browser.ts'

let log: FixtureLog
beforeAll(async () => {
  log = (await createFixtureLogs()).get(brokerDid)!
})

async function check(
  change: { head?: Partial<LogHead>; entries?: (entries: readonly LogEntry[]) => LogEntry[] },
  remembered?: Parameters<typeof verifyNode>[2],
): Promise<Progress[]> {
  const entries = change.entries?.(log.entries) ?? log.entries
  const api = {
    logHead: async () => ({ ...log.head, ...change.head }),
    logEntries: async (_did: string, from: number, to: number) => entries.slice(from, to),
  }
  const news: Progress[] = []
  for await (const progress of verifyNode(api, brokerDid, remembered)) news.push(progress)
  return news
}

const failedSteps = (news: readonly Progress[]) =>
  news.flatMap((each) => (each.kind === 'step' && !each.ok ? each.name : []))

describe('verifyNode', () => {
  it('finds a whole log good, step by step', async () => {
    const news = await check({})
    expect(news.flatMap((each) => (each.kind === 'step' ? each.name : []))).toEqual([
      'records',
      'heads',
      'signatures',
      'witnesses',
    ])
    expect(news.at(-1)).toMatchObject({ kind: 'done', ok: true })
  })

  it('names the record whose text was changed', async () => {
    const news = await check({
      entries: (all) =>
        all.map((each) =>
          each.index === 20 ? { ...each, leaf: each.leaf.replace('4', '3') } : each,
        ),
    })
    expect(news).toContainEqual({ kind: 'broken-leaf', index: 20 })
    expect(news.at(-1)).toMatchObject({ kind: 'done', ok: false })
  })

  it('refuses another spelling of the same record', async () => {
    const news = await check({
      entries: (all) =>
        all.map((each) => (each.index === 3 ? { ...each, leaf: `${each.leaf} ` } : each)),
    })
    expect(news).toContainEqual({ kind: 'broken-leaf', index: 3 })
  })

  it('notices a record that is gone, although its neighbours are fine', async () => {
    expect(failedSteps(await check({ entries: (all) => all.slice(0, -1) }))).toContain('records')
  })

  it('notices a head with another root, time or key', async () => {
    expect(failedSteps(await check({ head: { root: '0'.repeat(64) } }))).toContain('heads')
    expect(failedSteps(await check({ head: { at: '2026-11-22T03:00:01.000Z' } }))).toContain(
      'signatures',
    )
    expect(failedSteps(await check({ head: { keys: {} } }))).toEqual(['signatures', 'witnesses'])
  })

  it('remembers an earlier visit', async () => {
    const done = (await check({})).at(-1)
    if (done?.kind !== 'done') throw new Error('the check did not finish')
    expect(failedSteps(await check({}, done.head))).toEqual([])
    expect(failedSteps(await check({}, { ...done.head, size: 5 }))).toEqual(['memory'])
  })
})
