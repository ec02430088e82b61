import {
  evaluationLayout,
  layoutLength,
  parameterCount,
  type StepKind,
  statisticsLayout,
  updateLayout,
} from '@lianshu/protocol/rounds'
import type { Run } from './run.ts'

/** Number of entries of the vector that a step sums. Training needs the scaling, known after statistics. */
export function vectorLength(run: Pick<Run, 'plan' | 'scaling'>, step: StepKind): number {
  if (step === 'statistics') return layoutLength(statisticsLayout(run.plan))
  if (step === 'evaluate') return layoutLength(evaluationLayout(run.plan))
  return run.scaling ? layoutLength(updateLayout(parameterCount(run.plan, run.scaling))) : 0
}

/** The step after this one; undefined after the evaluation. Statistics is round 0, evaluation R + 1. */
export function nextStep(
  rounds: number,
  current: { readonly step: StepKind; readonly round: number },
): { readonly step: StepKind; readonly round: number } | undefined {
  if (current.step === 'evaluate') return undefined
  const round = current.round + 1
  return round <= rounds ? { step: 'train', round } : { step: 'evaluate', round }
}
