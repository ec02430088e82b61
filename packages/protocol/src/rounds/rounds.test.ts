import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examplePlan } from './fixtures/example-plan.ts'
import {
  evaluationLayout,
  headroomBits,
  inputWidth,
  joinVector,
  layoutLength,
  modelTensors,
  parameterCount,
  planHash,
  type Scaling,
  splitVector,
  statisticsLayout,
  type TrainingPlan,
  updateLayout,
  validatePlan,
  workSchema,
} from './index.ts'

const change = (parts: object) => validatePlan({ ...examplePlan, ...parts })

describe('a training plan', () => {
  it('is taken as it is, and survives JSON', () => {
    expect(validatePlan(JSON.parse(JSON.stringify(examplePlan)))).toEqual({
      ok: true,
      value: examplePlan,
    })
  })

  it('has one hash, whatever the order of its keys', async () => {
    const turned = Object.fromEntries(Object.entries(examplePlan).reverse()) as TrainingPlan
    expect(await planHash(turned)).toBe(await planHash(examplePlan))
    // Any change of how a plan is hashed breaks signed agreements: this value is fixed.
    expect(await planHash(examplePlan)).toBe(
      'e2c02954a9d19933d834a063d3fcd874f3aa77f8487fb769a679ec9b06d127e3',
    )
    expect(await planHash({ ...examplePlan, rounds: 11 })).not.toBe(await planHash(examplePlan))
  })

  const { features, cohort, secureAggregation, model, target } = examplePlan
  const wrong: [string, string, object][] = [
    ['an unknown key', 'plan.invalid', { script: 'rm' }],
    ['no feature', 'plan.invalid', { features: [] }],
    ['a feature twice', 'plan.invalid', { features: [...features, features[0]] }],
    ['the target as a feature', 'plan.invalid', { target: { ...target, column: 'Torque' } }],
    ['a class twice', 'plan.invalid', { target: { ...target, classes: ['0', '0'] } }],
    [
      'three classes in a binary task',
      'plan.invalid',
      { target: { ...target, classes: ['0', '1', '2'] } },
    ],
    ['classes in a regression', 'plan.invalid', { task: 'regression' }],
    [
      'an empty range',
      'plan.invalid',
      { features: [{ ...features[0], range: { low: 1, high: 1 } }] },
    ],
    [
      'an infinite range',
      'plan.invalid',
      { features: [{ ...features[0], range: { low: 0, high: Infinity } }] },
    ],
    ['a cohort of two', 'plan.invalid', { cohort: { ...cohort, minimum: 2 } }],
    [
      'a largest cohort below the smallest',
      'plan.invalid',
      { cohort: { ...cohort, minimum: 5, maximum: 4 } },
    ],
    ['a name that is no DID', 'plan.invalid', { initiator: 'me' }],
    ['too many rounds', 'plan.limit', { rounds: 10_001 }],
    [
      'a sum that could wrap around',
      'plan.limit',
      { secureAggregation: { ...secureAggregation, fractionBits: 32, maximumRows: 2 ** 30 } },
    ],
    ['too many parameters', 'plan.limit', { model: { ...model, hidden: new Array(8).fill(1024) } }],
  ]
  it.each(wrong)('is refused with %s', (_, code, parts) => {
    expect(change(parts)).toMatchObject({ ok: false, error: { code } })
  })

  it('never takes what leaves no headroom', () => {
    const parts = fc.record({
      fractionBits: fc.integer({ min: 8, max: 32 }),
      clip: fc.double({ min: 0.001, max: 1024, noNaN: true }),
      maximumRows: fc.integer({ min: 1, max: 2 ** 30 }),
    })
    fc.assert(
      fc.property(parts, fc.integer({ min: 3, max: 1000 }), (numbers, maximum) => {
        const checked = change({
          secureAggregation: { ...secureAggregation, ...numbers },
          cohort: { ...cohort, maximum },
        })
        if (!checked.ok) return
        const bound = Math.max(numbers.clip, 64)
        const worst = maximum * numbers.maximumRows * bound * 2 ** numbers.fractionBits
        expect(worst).toBeLessThanOrEqual(2 ** 62)
        expect(headroomBits(checked.value)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('vectors', () => {
  const scaling: Scaling = {
    features: [
      { kind: 'numeric', mean: 1, deviation: 1, missing: true },
      { kind: 'categorical', missing: false },
    ],
    target: { kind: 'classes', weights: [1, 1] },
  }

  it('have the lengths that plan and scaling give', () => {
    expect(inputWidth(examplePlan, scaling)).toBe(1 + 1 + 3 + 1)
    expect(modelTensors(examplePlan, scaling)).toEqual([
      { name: 'dense0/kernel', shape: [6, 8] },
      { name: 'dense0/bias', shape: [8] },
      { name: 'dense1/kernel', shape: [8, 1] },
      { name: 'dense1/bias', shape: [1] },
    ])
    expect(parameterCount(examplePlan, scaling)).toBe(6 * 8 + 8 + 8 + 1)
    expect(layoutLength(statisticsLayout(examplePlan))).toBe(1 + 2 + 1 + 1 + 2)
    expect(layoutLength(evaluationLayout(examplePlan))).toBe(2 + 2 * 100 + 4)
  })

  it('come apart as they were joined', () => {
    const layout = updateLayout(3)
    const vector = joinVector(layout, { delta: [1, 2, 3], rows: [4], loss: [5] })
    const parts = splitVector(layout, vector)
    expect([[...parts.delta], parts.rows[0], parts.loss[0]]).toEqual([[1, 2, 3], 4, 5])
    expect(() => splitVector(layout, new Float64Array(4))).toThrow(RangeError)
    expect(() => joinVector(layout, { delta: [1], rows: [4], loss: [5] })).toThrow(RangeError)
  })
})

describe('work', () => {
  it('is refused when it is anything else', () => {
    expect(workSchema.safeParse({ do: 'wait', token: 'a' }).success).toBe(true)
    expect(workSchema.safeParse({ do: 'wait', token: 'a', more: 1 }).success).toBe(false)
    expect(workSchema.safeParse({ do: 'execute', token: 'a' }).success).toBe(false)
  })
})
