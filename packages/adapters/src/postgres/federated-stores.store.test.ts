import type { Attempt, Participation, PhaseInput } from '@lianshu/federated'
import { asId, type Did, type RunId, unwrap } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { bindCoordinatorStores, bindParticipations } from './federated-stores.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const coordinator = asId<Did>('did:web:broker')
const runId = asId<RunId>('urn:uuid:run')

const attempt: Attempt = {
  participantId: coordinator,
  id: `${runId}/train/1/1`,
  version: 0,
  runId,
  state: 'ADVERTISING',
  step: 'train',
  round: 1,
  attempt: 1,
  cohort: [asId<Did>('did:web:a')],
  startedAt: '2026-01-01T00:00:00.000Z',
  deadline: '2026-01-01T00:01:00.000Z',
}

const input = (sender: string, phase: PhaseInput['phase']): PhaseInput => ({
  participantId: coordinator,
  id: `${attempt.id}/${phase}/${sender}`,
  version: 0,
  runId,
  attemptId: attempt.id,
  phase,
  sender: asId<Did>(sender),
  jws: 'a.b.c',
})

describe('stores of training rounds', () => {
  it('find the inputs of one phase of one attempt, each sender once', async () => {
    const { inputs } = bindCoordinatorStores(database.db)
    unwrap(await inputs.insert(input('did:web:a', 'ADVERTISING')))
    unwrap(await inputs.insert(input('did:web:b', 'ADVERTISING')))
    unwrap(await inputs.insert(input('did:web:a', 'MASKED_INPUT')))
    expect((await inputs.insert(input('did:web:a', 'MASKED_INPUT'))).ok).toBe(false)
    const keys = await inputs.find(coordinator, { attemptId: attempt.id, phase: 'ADVERTISING' })
    expect(keys.map((key) => key.sender)).toEqual(['did:web:a', 'did:web:b'])
    const foreign = asId<Did>('did:web:other')
    expect(await inputs.find(foreign, { attemptId: attempt.id, phase: 'ADVERTISING' })).toEqual([])
  })

  it('keep attempts under compare-and-set and find them by state', async () => {
    const { attempts } = bindCoordinatorStores(database.db)
    const first = unwrap(await attempts.insert(attempt))
    const next = unwrap(await attempts.update({ ...first, state: 'MASKED_INPUT' }))
    expect((await attempts.update({ ...first, state: 'ABANDONED' })).ok).toBe(false)
    expect(await attempts.find(coordinator, { runId, state: 'MASKED_INPUT' })).toEqual([next])
  })

  it('find participations that go on after a restart', async () => {
    const store = bindParticipations(database.db)
    const participation = {
      participantId: asId<Did>('did:web:a'),
      id: 'urn:uuid:transfer',
      version: 0,
      state: 'ACTIVE',
      runId,
    } as Participation
    const kept = unwrap(await store.insert(participation))
    expect(await store.find(participation.participantId, { state: 'ACTIVE' })).toEqual([kept])
  })
})
