import { domainError, err, type LogRecord, ok, unwrap } from '@lianshu/kernel'
import { beforeEach, describe, expect, it } from 'vitest'
import { assertionKeys } from '../did/did-document.ts'
import { activeKey } from '../keys/participant-keys.ts'
import { signDetachedJson } from '../sign/sign-json.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { memoryLog } from '../testing/memory-log.ts'
import type { LogHead, SignedHead } from '../verify/log-shapes.ts'
import { type LogEvidence, verifyLog } from '../verify/verify-log.ts'
import type { WitnessStore } from './ports.ts'
import { proveConsistency } from './prove.ts'
import { sequenceLog } from './sequence-log.ts'
import { witnessHead } from './witness-head.ts'

function memoryWitness(): WitnessStore {
  const seen = new Map<string, LogHead>()
  return {
    lastSeen: async (_, origin) => seen.get(origin),
    async remember(_, previous, next) {
      if (seen.get(next.origin) !== previous) return err(domainError('conflict.stale', 'moved'))
      seen.set(next.origin, next)
      return ok(undefined)
    },
  }
}

async function setUp() {
  const space = await fakeSpace('owner', 'broker')
  const [owner, broker] = space.members as [
    (typeof space.members)[number],
    (typeof space.members)[number],
  ]
  const { clock, resolver } = space
  const deps = { witnessed: memoryWitness(), resolver, keys: broker, clock }
  const record = (subject: string): LogRecord => ({
    participantId: owner.did,
    type: 'agreement.finalized',
    actor: owner.did,
    subject,
    at: clock.now().toISOString(),
  })
  const grow = async (log: ReturnType<typeof memoryLog>, ...subjects: string[]) => {
    for (const subject of subjects) log.append(record(subject))
    return unwrap(await sequenceLog({ log, keys: owner, clock })).head as SignedHead
  }
  return { space, owner, broker, deps, grow, log: memoryLog() }
}

let world: Awaited<ReturnType<typeof setUp>>
beforeEach(async () => {
  world = await setUp()
})

async function evidence(): Promise<LogEvidence> {
  const { log, owner, broker, space } = world
  return {
    entries: await log.entries(owner.did, 0, 100),
    heads: await log.heads(owner.did, 100),
    cosignatures: await log.cosignatures(owner.did),
    keys: {
      ...assertionKeys(space.document(owner)),
      ...assertionKeys(space.document(broker)),
    },
  }
}

/** Two heads, both cosigned. */
async function witnessedLog() {
  const { deps, grow, log, owner } = world
  const first = await grow(log, 'a', 'b', 'c')
  await log.addCosignature(
    owner.did,
    unwrap(await witnessHead(deps, { signed: first, consistencyProof: [] })),
  )
  const second = await grow(log, 'd', 'e')
  const sizes = { participantId: owner.did, oldSize: 3, newSize: 5 }
  const consistencyProof = unwrap(await proveConsistency({ log }, sizes))
  const cosigned = await witnessHead(deps, { signed: second, consistencyProof })
  await log.addCosignature(owner.did, unwrap(cosigned))
  return { first, second }
}

describe('witnessHead', () => {
  it('cosigns a head that continues the last one, again and again', async () => {
    const { second } = await witnessedLog()
    const again = await witnessHead(world.deps, { signed: second, consistencyProof: [] })
    expect(again.ok).toBe(true)
  })

  it('refuses another history of the same log', async () => {
    await witnessedLog()
    const forked = await world.grow(memoryLog(), 'a', 'b', 'X', 'd', 'e', 'f')
    const result = await witnessHead(world.deps, { signed: forked, consistencyProof: [] })
    expect(result).toMatchObject({ ok: false, error: { code: 'log.broken' } })
  })

  it('refuses a shorter log', async () => {
    const { first } = await witnessedLog()
    const result = await witnessHead(world.deps, { signed: first, consistencyProof: [] })
    expect(result).toMatchObject({ ok: false, error: { code: 'conflict.stale' } })
  })

  it('refuses a head that its origin did not sign', async () => {
    const { deps, grow, log, broker } = world
    const { head } = await grow(log, 'a')
    const jws = await signDetachedJson(activeKey(broker), head)
    const result = await witnessHead(deps, { signed: { head, jws }, consistencyProof: [] })
    expect(result).toMatchObject({ ok: false, error: { code: 'auth.invalid' } })
  })
})

describe('verifyLog', () => {
  it('accepts an honest log, and the head of an earlier visit', async () => {
    const { first, second } = await witnessedLog()
    const verdict = await verifyLog({ ...(await evidence()), remembered: first.head })
    expect(verdict.steps.map(({ name, ok }) => [name, ok])).toEqual([
      ['records', true],
      ['heads', true],
      ['signatures', true],
      ['witnesses', true],
      ['memory', true],
    ])
    expect(verdict.head).toEqual(second.head)
  })

  const failing = async (change: (good: LogEvidence) => LogEvidence) => {
    await witnessedLog()
    const { ok, steps, head } = await verifyLog(change(await evidence()))
    expect(ok).toBe(false)
    expect(head).toBeUndefined()
    return steps.filter((step) => !step.ok).map(({ name }) => name)
  }

  it('sees a changed record', async () => {
    const wrong = await failing((good) => ({
      ...good,
      entries: good.entries.map((entry) =>
        entry.index === 1 ? { ...entry, record: { ...entry.record, subject: 'z' } } : entry,
      ),
    }))
    expect(wrong).toEqual(['heads', 'witnesses'])
  })

  it('sees a removed record', async () => {
    const wrong = await failing((good) => ({ ...good, entries: good.entries.slice(0, -1) }))
    expect(wrong).toContain('records')
  })

  it('sees a head whose origin did not sign it', async () => {
    const wrong = await failing((good) => ({
      ...good,
      heads: good.heads.map(({ head, jws }) => ({
        head: { ...head, time: '2027-01-01T00:00:00Z' },
        jws,
      })),
    }))
    expect(wrong).toEqual(['signatures'])
  })

  it('sees a head and a cosignature that the key of another known DID signed', async () => {
    const { owner, broker } = world
    await witnessedLog()
    const good = await evidence()
    const [first, ...rest] = good.heads
    const byBroker = { ...first!, jws: await signDetachedJson(activeKey(broker), first!.head) }
    const heads = await verifyLog({ ...good, heads: [byBroker, ...rest] })
    expect(heads.steps.find((step) => !step.ok)?.name).toBe('signatures')
    const [cosignature, ...others] = good.cosignatures
    const { statement } = cosignature!
    const byOwner = { statement, jws: await signDetachedJson(activeKey(owner), statement) }
    const cosigned = await verifyLog({ ...good, cosignatures: [byOwner, ...others] })
    expect(cosigned.steps.find((step) => !step.ok)?.name).toBe('witnesses')
  })

  it('sees a history that was rewritten after a witness saw it', async () => {
    await witnessedLog()
    const { cosignatures, keys } = await evidence()
    const forged = memoryLog()
    await world.grow(forged, 'a', 'b', 'X', 'd', 'e')
    const { did } = world.owner
    const entries = await forged.entries(did, 0, 100)
    const heads = await forged.heads(did, 100)
    const verdict = await verifyLog({ entries, heads, cosignatures, keys })
    expect(verdict.steps.filter((step) => !step.ok).map(({ name }) => name)).toEqual(['witnesses'])
    const before = cosignatures[1]!.statement.head
    const revisit = await verifyLog({ entries, heads, cosignatures: [], keys, remembered: before })
    expect(revisit.steps.at(-1)).toMatchObject({ name: 'memory', ok: false })
  })
})
