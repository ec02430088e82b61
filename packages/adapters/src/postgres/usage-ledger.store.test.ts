import { authorizeUse, endAgreement, requestContract, settleRun } from '@lianshu/exchange'
import { canonicalJson, type Did, unwrap } from '@lianshu/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import {
  datasetId,
  openNode,
  owner,
  pump,
  requestedOffer,
  type TestNode,
  trainer,
} from '../testing/exchange-pair.ts'
import { logRecords } from './schema/log.ts'

const open: TestNode[] = []
afterEach(async () => {
  for (const node of open.splice(0)) await node.close()
})
const counter = { participantId: owner, agreementId: 'urn:uuid:a', counter: 'train.rounds' }

describe('the usage ledger', () => {
  it('never counts past the limit, however many ask at once', async () => {
    const node = await openNode(owner)
    open.push(node)
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        node.read(({ ledger }) =>
          ledger.use({ ...counter, key: `round-${index}`, amount: 1, limit: 10 }),
        ),
      ),
    )
    const counted = results.flatMap((result) => (result.ok ? [result.value.used] : []))
    expect(counted.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await node.read(({ ledger }) => ledger.used(counter))).toBe(10)
  })

  it('counts a key once, even asked at once, and forgets a refused key', async () => {
    const node = await openNode(owner)
    open.push(node)
    const use = (key: string, amount: number, limit: number) =>
      node.read(({ ledger }) => ledger.use({ ...counter, key, amount, limit }))
    const same = await Promise.all(Array.from({ length: 8 }, () => use('same', 2, 3)))
    expect(same.filter((result) => result.ok && result.value.counted)).toHaveLength(1)
    expect(await use('next', 2, 3)).toMatchObject({ error: { code: 'policy.used-up' } })
    expect(unwrap(await use('next', 1, 3))).toEqual({ used: 3, counted: true })
    expect(await node.read(({ ledger }) => ledger.used(counter, { key: 'next' }))).toBe(2)
  })

  it('keeps participants, agreements and counters apart', async () => {
    const node = await openNode(owner)
    open.push(node)
    const others = [
      { ...counter, participantId: trainer },
      { ...counter, agreementId: 'urn:uuid:b' },
      { ...counter, counter: 'evaluate.rounds' },
    ]
    for (const one of [counter, ...others]) {
      const use = { ...one, key: 'k', amount: 1, limit: 1 }
      expect(await node.read(({ ledger }) => ledger.use(use))).toMatchObject({ ok: true })
    }
  })
})

describe('the enforcement point', () => {
  async function contracted() {
    const consumer = await openNode(trainer)
    const provider = await openNode(owner)
    open.push(consumer, provider)
    const asked = { participantId: trainer, providerId: owner, offer: requestedOffer }
    unwrap(await requestContract(consumer.deps, { ...asked, providerAddress: provider.address }))
    await pump(consumer, provider)
    const [agreement] = await provider.read((s) => s.agreements.find(owner, {}))
    const agreementId = agreement!.id
    const request = {
      ...{ action: 'train' as const, purpose: 'tool-wear', delivery: 'federated' as const },
      ...{ assignee: trainer, target: datasetId, cohort: 5 },
    }
    const ask = (key: string, change = {}, more = {}) =>
      authorizeUse(provider.deps, {
        ...{ participantId: owner, agreementId, subject: 'run-1', key },
        ...{ request: { ...request, ...change }, ...more },
      })
    const records = async () =>
      (await provider.db.select().from(logRecords))
        .map(({ record }) => JSON.parse(record as string) as Record<string, unknown>)
        .filter(({ type }) => String(type).startsWith('use.'))
    return { provider, agreementId, ask, records }
  }

  it('permits, counts and records each round once', async () => {
    const { ask, records } = await contracted()
    expect(unwrap(await ask('run-1/train/1')).roundsUsed).toBe(1)
    expect(unwrap(await ask('run-1/train/1')).roundsUsed).toBe(1)
    expect(unwrap(await ask('run-1/train/2')).roundsUsed).toBe(2)
    expect((await records()).map(({ type, decision }) => [type, decision])).toEqual([
      ['use.permitted', 'permit'],
      ['use.permitted', 'permit'],
    ])
  })

  it('refuses a missing, ended, other-purpose and used-up agreement, and records each', async () => {
    const { provider, agreementId, ask, records } = await contracted()
    const code = async (answer: ReturnType<typeof ask>) => {
      const result = await answer
      return result.ok ? 'permitted' : result.error.code
    }
    expect(await code(ask('k', {}, { agreementId: 'urn:uuid:none' }))).toBe('policy.no-agreement')
    expect(await code(ask('k', { purpose: 'resale' }))).toBe('policy.purpose')
    expect(await code(ask('k', { rounds: 11 }, { whole: { keysFrom: 'run-1/train/' } }))).toBe(
      'policy.used-up',
    )
    for (let round = 1; round <= 10; round++) {
      expect(await code(ask(`run-1/train/${round}`))).toBe('permitted')
    }
    expect(await code(ask('run-1/train/11'))).toBe('policy.used-up')
    expect(await code(ask('run-1/train/10'))).toBe('permitted')
    provider.deps.clock.advance(365 * 86_400_000)
    expect(await code(ask('run-1/train/12'))).toBe('policy.agreement-ended')
    const end = { participantId: owner, agreementId, code: 'x', reason: 'y' }
    unwrap(await endAgreement(provider.deps, end))
    expect(await code(ask('k'))).toBe('policy.agreement-ended')
    const refusals = (await records()).filter(({ type }) => type === 'use.refused')
    expect(refusals.map(({ reason }) => reason)).toEqual([
      'policy.no-agreement',
      'policy.purpose',
      'policy.used-up',
      'policy.used-up',
      'policy.agreement-ended',
      'policy.agreement-ended',
    ])
  })

  it('counts a run that goes on once when its whole plan is asked for again', async () => {
    const { ask } = await contracted()
    for (let round = 1; round <= 8; round++) unwrap(await ask(`run-1/train/${round}`))
    const plan = (run: string, rounds: number) =>
      ask(`${run}/plan`, { rounds }, { whole: { keysFrom: `${run}/train/` } })
    expect(await plan('run-1', 10)).toMatchObject({ ok: true })
    expect(await plan('run-1', 11)).toMatchObject({ error: { code: 'policy.used-up' } })
    expect(await plan('run-2', 2)).toMatchObject({ ok: true })
    expect(await plan('run-2', 3)).toMatchObject({ error: { code: 'policy.used-up' } })
    expect(await plan('run-', 3)).toMatchObject({ error: { code: 'policy.used-up' } })
  })

  it('lets no more rounds through at once than the agreement has', async () => {
    const { ask } = await contracted()
    const answers = await Promise.all(Array.from({ length: 25 }, (_, round) => ask(`r/${round}`)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10)
  })

  it('refuses under a transfer that is not running', async () => {
    const { ask } = await contracted()
    const refused = await ask('k', {}, { transferId: 'urn:uuid:none' })
    expect(refused).toMatchObject({ error: { code: 'policy.denied' } })
  })
})

describe('a settlement', () => {
  it('is made once per run, whoever asks again or at the same time', async () => {
    const node = await openNode(trainer)
    open.push(node)
    const part = (name: string, rows: number) => ({
      ...{ ownerId: `did:web:${name}` as Did, agreementId: `urn:uuid:${name}`, rows },
    })
    const settle = (totalFen: number) =>
      settleRun(node.deps, {
        ...{ participantId: trainer, runId: 'run-1', totalFen },
        parts: [part('a', 100), part('b', 200), part('c', 3)],
      })
    const made = (await Promise.all([settle(1000), settle(1000), settle(999)])).map(unwrap)
    expect(new Set(made.map((one) => canonicalJson(one))).size).toBe(1)
    const shares = made[0]!.shares.map(({ amountFen }) => amountFen)
    expect(shares.reduce((sum, share) => sum + share)).toBe(made[0]!.totalFen)
    expect(await node.db.select().from(logRecords)).toHaveLength(1)
    const nobody = { participantId: trainer, runId: 'run-2', totalFen: 1, parts: [] }
    expect(await settleRun(node.deps, nobody)).toMatchObject({ error: { code: 'input.invalid' } })
  })
})
