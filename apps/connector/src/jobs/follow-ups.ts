import {
  advanceNegotiation,
  advanceTransfer,
  type FollowUp,
  type NegotiationDeps,
  negotiationsToAdvance,
  type TransferDeps,
  transfersToAdvance,
} from '@lianshu/exchange'
import { type Did, DomainFailure, type Logger } from '@lianshu/kernel'
import type { Connector } from '../connector.ts'

export interface FollowUps {
  /** Takes the step soon, and not before the current answer has left. */
  readonly take: (step: FollowUp) => void
  /** Takes every step of these participants that a stopped process left waiting. */
  resume(connector: Pick<Connector, 'exchange'>, busy: readonly Did[]): Promise<void>
  /** Resolves when no step is under way; those that are to be tried again are left to the next start. */
  settled(): Promise<void>
}

/** Between the first two attempts at a step; the pause doubles, as not every failure is an outage. */
const pauseMs = 1000
const longestPauseMs = 60_000

/** Steps of our own in negotiations and transfers: what is waiting is read from their states, nothing is kept here. */
export function createFollowUps(deps: {
  readonly negotiating: NegotiationDeps
  readonly transferring: TransferDeps
  readonly logger: Logger
}): FollowUps {
  const open = new Set<Promise<void>>()
  const later = new Set<NodeJS.Timeout>()
  let closing = false
  const advance = async (step: FollowUp) => {
    const taken =
      step.kind === 'negotiation'
        ? await advanceNegotiation(deps.negotiating, step)
        : await advanceTransfer(deps.transferring, step)
    if (taken.ok) return
    // It lost every race for its rows: the step may still be ours, and nobody else would take it again.
    if (taken.error.code.startsWith('conflict.')) throw new DomainFailure(taken.error)
    const { kind, id } = step
    deps.logger.warn('a step was not possible', { kind, id, code: taken.error.code })
  }
  const take = (step: FollowUp, failures = 0) => {
    // The answer is written in this turn of the loop; our next message needs a commit, and so comes after it.
    const work = new Promise<void>((done) => setImmediate(done))
      .then(() => advance(step))
      .catch((error) => {
        deps.logger.error('a step failed', { id: step.id, error: String(error) })
        takeLater(step, failures)
      })
      .finally(() => open.delete(work))
    open.add(work)
  }
  /**
   * A failure that is not the step's own, e.g. a database that restarts: nobody else would take it again. What was
   * known of its process may be old by then.
   */
  const takeLater = (step: FollowUp, failures: number) => {
    if (closing) return
    const timer = setTimeout(
      () => {
        later.delete(timer)
        const { kind, participantId, id } = step
        take({ kind, participantId, id }, failures + 1)
      },
      Math.min(longestPauseMs, pauseMs * 2 ** failures),
    )
    later.add(timer)
  }
  return {
    take: (step) => take(step),
    async resume({ exchange }, busy) {
      for (const id of busy) {
        for await (const step of negotiationsToAdvance(exchange, id)) take(step)
        for await (const step of transfersToAdvance(exchange, id)) take(step)
      }
    },
    async settled() {
      closing = true
      for (const timer of later) clearTimeout(timer)
      await Promise.all(open)
    },
  }
}
