import type { TrainingPlan } from '@lianshu/protocol/rounds'
import { testPlan } from '../../testing/plans.ts'

/** A small binary plan over the columns of `tableForTests`; parts may be replaced. */
export const planForTests = (changes: Partial<TrainingPlan> = {}): TrainingPlan =>
  testPlan({
    features: [
      { column: 'torque', kind: 'numeric', unit: 'Nm', range: { low: 0, high: 80 } },
      { column: 'wear', kind: 'numeric', unit: 'min', range: { low: 0, high: 300 } },
      { column: 'grade', kind: 'categorical', categories: ['L', 'M'] },
    ],
    model: { kind: 'dense', hidden: [8], activation: 'relu', seed: 7 },
    ...changes,
  })
