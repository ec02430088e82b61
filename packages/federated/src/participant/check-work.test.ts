import { asId, type RunId } from '@lianshu/kernel'
import type { StepKind } from '@lianshu/protocol/rounds'
import { describe, expect, it } from 'vitest'
import { testPlan } from '../testing/plans.ts'
import { checkWork } from './check-work.ts'
import type { ParticipateCommand } from './keep-participation.ts'

const plan = testPlan({ rounds: 3 })
const command = { runId: asId<RunId>('urn:uuid:run'), planHash: 'ab'.repeat(32), plan }

const check = (
  step: StepKind,
  round: number,
  attempt: number,
  model: string,
  change: object = {},
  lastDone?: { step: StepKind; round: number; attempt: number; model: string },
) =>
  checkWork(command as ParticipateCommand, lastDone, {
    do: 'advertise',
    token: 't',
    binding: { runId: command.runId, planHash: command.planHash, step, round, attempt, ...change },
    invited: [],
    model: { sha256: model, size: 1 },
    deadline: '2026-01-01T00:00:00Z',
  }).ok

describe('work that a coordinator asks for', () => {
  it('must be of the run, the plan and its rounds', () => {
    expect(check('statistics', 0, 1, 'm')).toBe(true)
    expect(check('train', 3, 1, 'm')).toBe(true)
    expect(check('evaluate', 4, 1, 'm')).toBe(true)
    expect(check('statistics', 1, 1, 'm')).toBe(false)
    expect(check('train', 0, 1, 'm')).toBe(false)
    expect(check('train', 4, 1, 'm')).toBe(false)
    expect(check('evaluate', 3, 1, 'm')).toBe(false)
    expect(check('train', 1, 1, 'm', { runId: 'urn:uuid:other' })).toBe(false)
    expect(check('train', 1, 1, 'm', { planHash: 'cd'.repeat(32) })).toBe(false)
  })

  it('never goes back, and asks for a round again from the same model only', () => {
    const done = { step: 'train', round: 2, attempt: 1, model: 'm' } as const
    expect(check('train', 3, 1, 'n', {}, done)).toBe(true)
    expect(check('train', 2, 2, 'm', {}, done)).toBe(true)
    expect(check('train', 2, 2, 'n', {}, done)).toBe(false)
    expect(check('train', 2, 1, 'm', {}, done)).toBe(false)
    expect(check('train', 1, 9, 'm', {}, done)).toBe(false)
  })
})
