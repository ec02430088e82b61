import { asId, type Did, unwrap } from '@lianshu/kernel'
import type { Binding, CohortMember, Work } from '@lianshu/protocol/rounds'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  advertiseKey,
  cancelRun,
  createMaskingKey,
  createRun,
  joinRun,
  leaveRun,
  nextWork,
  openModel,
  type Run,
  restartAttempt,
  submitMaskedVector,
} from '../index.ts'
import { advertise, fakeSign } from '../testing/masking.ts'
import { testPlan } from '../testing/plans.ts'
import { agreementOf, openRun, ownerId, simulatedCoordinator } from '../testing/simulation.ts'
import { aggregateAttempt } from './aggregate-attempt.ts'
import { digestOf } from './object-keys.ts'

let side: ReturnType<typeof simulatedCoordinator>
let run: Run
beforeEach(async () => {
  side = simulatedCoordinator()
  run = await openRun(side.deps, testPlan(), 3)
})

const owners = [0, 1, 2]
const join = (owner: number, change: object = {}) =>
  joinRun(side.deps, {
    runId: run.id,
    sender: ownerId(owner),
    request: {
      planHash: run.planHash,
      agreementId: agreementOf(owner),
      transferPid: `urn:uuid:transfer-${owner}`,
      ...change,
    },
  })
const work = async (owner: number) =>
  unwrap(await nextWork(side.deps, { runId: run.id, sender: ownerId(owner), waitMs: 0 }))

const bindingNow = async (): Promise<Binding> => {
  const due = await work(0)
  if (!('binding' in due)) throw new Error(`nothing is due but ${due.do}`)
  return due.binding
}

const member = (owner: number, binding: Binding): CohortMember => {
  const { sender, advertisement } = advertise(ownerId(owner), createMaskingKey(binding))
  const [, payload] = advertisement.split('.')
  const statement = JSON.parse(Buffer.from(payload!, 'base64url').toString())
  return {
    sender,
    advertisement: fakeSign(sender, { ...statement, agreementId: agreementOf(owner) }),
  }
}

const sendKey = (owner: number, { advertisement }: CohortMember) =>
  advertiseKey(side.deps, { runId: run.id, sender: ownerId(owner), request: { advertisement } })

/** rows · present (2) · sums · squares · target (2) */
const body = new Uint8Array(7 * 8)
const sendVector = (owner: number, binding: Binding, change: object = {}, bytes = body) => {
  const statement = {
    type: 'VectorStatement',
    ...binding,
    agreementId: agreementOf(owner),
    sender: ownerId(owner),
    sha256: digestOf(bytes),
    rows: 10,
    ...change,
  }
  return submitMaskedVector(side.deps, {
    runId: run.id,
    sender: ownerId(owner),
    statement: fakeSign(ownerId(owner), statement),
    body: bytes,
  })
}

const refused = (code: string) =>
  expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) })

describe('opening and joining', () => {
  it('refuses runs that the plan does not cover', async () => {
    const initiator = asId<Did>('did:web:trainer')
    const invited = owners.map((owner) => ({
      participantId: ownerId(owner),
      agreementId: agreementOf(owner),
    }))
    const create = (change: object) =>
      createRun(side.deps, { initiator, plan: testPlan(), invited, ...change })
    expect(await create({ initiator: ownerId(9) })).toEqual(refused('auth.forbidden'))
    expect(await create({ invited: invited.slice(1) })).toEqual(refused('round.cohort-too-small'))
    expect(await create({ invited: [...invited, invited[0]] })).toEqual(refused('input.invalid'))
    expect(await create({ plan: { ...testPlan(), code: 'x' } })).toEqual(refused('plan.invalid'))
  })

  it('refuses strangers, other plans, other agreements and late comers', async () => {
    expect(await join(7)).toEqual(refused('not-found'))
    expect(await join(0, { planHash: 'cd'.repeat(32) })).toEqual(refused('round.mismatch'))
    expect(await join(0, { agreementId: agreementOf(1) })).toEqual(refused('round.mismatch'))
    expect(await join(0, { transferPid: 7 })).toEqual(refused('input.invalid'))
    const asked = await nextWork(side.deps, { runId: run.id, sender: ownerId(0), waitMs: 0 })
    expect(asked).toEqual(refused('state.illegal'))
  })

  it('takes the same join twice and starts when all are there', async () => {
    for (const owner of owners) unwrap(await join(owner))
    expect(unwrap(await join(1)).members).toHaveLength(3)
    expect((await work(0)).do).toBe('advertise')
    expect(side.records.filter((record) => record.type === 'run.joined')).toHaveLength(3)
  })

  it('fails with a sentence when one leaves and two are left', async () => {
    unwrap(await join(0))
    unwrap(await join(1))
    const statement = fakeSign(ownerId(2), {
      type: 'LeaveStatement',
      runId: run.id,
      planHash: run.planHash,
      agreementId: agreementOf(2),
      sender: ownerId(2),
      reason: 'policy.purpose',
    })
    unwrap(await leaveRun(side.deps, { runId: run.id, sender: ownerId(2), request: { statement } }))
    expect(await work(0)).toMatchObject({
      do: 'finished',
      state: 'FAILED',
      sentence: 'Only 2 of 3 owners joined; at least 3 must take part.',
    })
  })

  it('is cancelled by its initiator and nobody else', async () => {
    const cancel = (sender: string) =>
      cancelRun(side.deps, { runId: run.id, sender: asId<Did>(sender) })
    expect(await cancel(ownerId(0))).toEqual(refused('not-found'))
    unwrap(await cancel('did:web:trainer'))
    expect(await cancel('did:web:trainer')).toEqual(refused('state.illegal'))
    expect(await join(0)).toEqual(refused('round.late'))
  })
})

describe('messages of an attempt', () => {
  let binding: Binding
  beforeEach(async () => {
    for (const owner of owners) unwrap(await join(owner))
    binding = await bindingNow()
  })
  const allKeys = async () => {
    const keys = owners.map((owner) => member(owner, binding))
    for (const owner of owners) unwrap(await sendKey(owner, keys[owner]!))
    return keys
  }

  it('refuses keys that are foreign, forged, changed or bound elsewhere', async () => {
    const key = member(0, binding)
    expect(await sendKey(1, key)).toEqual(refused('auth.invalid'))
    expect(await sendKey(0, member(0, { ...binding, attempt: 2 }))).toEqual(
      refused('round.mismatch'),
    )
    expect(await sendKey(0, member(0, { ...binding, runId: 'urn:uuid:x' }))).toEqual(
      refused('round.mismatch'),
    )
    unwrap(await sendKey(0, key))
    unwrap(await sendKey(0, key))
    expect(await sendKey(0, member(0, binding))).toEqual(refused('conflict.exists'))
    expect(await work(0)).toMatchObject({ do: 'wait' })
  })

  it('refuses vectors before their phase, of a wrong size or content, and replayed ones', async () => {
    expect(await sendVector(0, binding)).toEqual(refused('round.late'))
    const keys = await allKeys()
    unwrap(await sendKey(0, keys[0]!))
    expect(await sendKey(0, member(0, binding))).toEqual(refused('round.late'))
    expect(await sendVector(0, binding, {}, new Uint8Array(8))).toEqual(refused('input.invalid'))
    expect(await sendVector(0, binding, { sha256: 'ab'.repeat(32) })).toEqual(
      refused('input.invalid'),
    )
    expect(await sendVector(0, binding, { sender: ownerId(1) })).toEqual(refused('auth.invalid'))
    expect(await sendVector(0, binding, { agreementId: 'x' })).toEqual(refused('round.mismatch'))
    expect(await sendVector(0, binding, { rows: 2 ** 30 })).toEqual(refused('plan.limit'))
    expect(await sendVector(0, { ...binding, round: 2 })).toEqual(refused('round.mismatch'))
    unwrap(await sendVector(0, binding))
    unwrap(await sendVector(0, binding))
    const other = new Uint8Array(body).fill(1)
    expect(await sendVector(0, binding, {}, other)).toEqual(refused('conflict.exists'))
  })

  it('gives the cohort with its keys to each of it', async () => {
    const keys = await allKeys()
    const due = (await work(2)) as Extract<Work, { do: 'submit' }>
    expect(due.cohort).toEqual(keys)
    expect(due.binding).toEqual(binding)
  })

  it('abandons an attempt whose sum does not decode and refuses what comes late for it', async () => {
    await allKeys()
    for (const owner of owners) unwrap(await sendVector(owner, binding))
    expect(await bindingNow()).toEqual({ ...binding, attempt: 2 })
    expect(side.records.at(-1)).toMatchObject({ type: 'attempt.abandoned', reason: 'undecodable' })
    unwrap(await sendVector(0, binding))
    const other = new Uint8Array(body).fill(1)
    expect(await sendVector(0, binding, {}, other)).toEqual(refused('round.late'))
    expect([...side.objects.held.keys()]).toEqual([])
  })

  it('takes a second summing of one attempt for done, and a lost vector for a loss', async () => {
    await allKeys()
    const waiting = side.deps.stores.attempts
    const { id } = (await waiting.find(side.deps.coordinatorId, { state: 'MASKED_INPUT' }))[0]!
    const before = (await waiting.get(side.deps.coordinatorId, id))!
    for (const owner of owners) unwrap(await sendVector(owner, binding))
    // The first summing has taken the vectors away; a process that read the attempt before it comes late.
    expect(await aggregateAttempt(side.deps, run, before)).toEqual([])
    await waiting.update({
      ...(await waiting.get(side.deps.coordinatorId, id))!,
      state: 'MASKED_INPUT',
    })
    await expect(aggregateAttempt(side.deps, run, before)).rejects.toThrow('is gone')
  })

  it('starts again for a member that lost its key, but not after its vector', async () => {
    await allKeys()
    unwrap(await sendVector(0, binding))
    const restart = (owner: number) =>
      restartAttempt(side.deps, { runId: run.id, sender: ownerId(owner), request: binding })
    expect(await restart(0)).toEqual(refused('round.late'))
    unwrap(await restart(1))
    expect(await bindingNow()).toEqual({ ...binding, attempt: 2 })
    expect(await restart(1)).toEqual(refused('round.late'))
  })

  it('shows models to nobody outside', async () => {
    const open = (sender: Did, sha256: string) =>
      openModel(side.deps, { runId: run.id, sender, sha256 })
    expect(await open(ownerId(0), 'ab'.repeat(32))).toEqual(refused('not-found'))
    expect(await open(ownerId(0), '../../x')).toEqual(refused('not-found'))
    expect(await open(ownerId(8), 'ab'.repeat(32))).toEqual(refused('not-found'))
  })
})
