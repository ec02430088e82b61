import { findAll } from '@lianshu/kernel'
import { advanceRun } from './advance-run.ts'
import type { CoordinatorDeps } from './ports.ts'
import { runMachine } from './run-machine.ts'

/**
 * Advances every run that is not over: what deadlines make due, and what a killed process left undone.
 * To be called at boot and on a schedule; doing it twice at once is harmless.
 */
export async function tickRuns(deps: CoordinatorDeps): Promise<void> {
  for (const state of runMachine.states) {
    if (runMachine.isTerminal(state)) continue
    for await (const run of findAll(deps.stores.runs, deps.coordinatorId, { state })) {
      try {
        await advanceRun(deps, run.id)
      } catch (error) {
        // One broken run must not hold the others up.
        deps.logger.error('a run could not be advanced', { runId: run.id, error: String(error) })
      }
    }
  }
}
