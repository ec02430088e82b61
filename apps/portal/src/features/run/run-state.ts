import type { Run } from '../../api/run-model.ts'
import type { IconName } from '../../ui/Icon.tsx'
import type { Tone } from '../../ui/Mark.tsx'

const ended: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED'])

/** True while the run may still change. */
export const isUnderWay = (run: Run): boolean => !ended.has(run.state)

/** How a state looks; the word for it comes from the catalog (`run-state.*`). */
export function lookOfState(state: string): { readonly tone: Tone; readonly icon: IconName } {
  if (state === 'COMPLETED') return { tone: 'good', icon: 'check' }
  if (state === 'FAILED' || state === 'TERMINATED') return { tone: 'bad', icon: 'cross' }
  if (state === 'CANCELLED') return { tone: 'quiet', icon: 'dash' }
  return { tone: 'accent', icon: 'live' }
}

/** The rounds that trained the model, in order; statistics and evaluation have a loss or rows, but are none. */
export const trainedRounds = (run: Run) => run.history.filter(({ phase }) => phase === 'train')

/** All bytes that left owners: what they sent into the sums. */
export const bytesOut = (run: Run): number =>
  run.participants.reduce((sum, each) => sum + (each.bytesOut ?? 0), 0)
