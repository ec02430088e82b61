import { type RunEvent, tickRuns } from '@lianshu/federated'
import type { Broker } from '../broker.ts'
import { expelFromRuns } from './expel-from-runs.ts'
import { harvestAll } from './harvest.ts'
import { settleCompleted } from './settle.ts'

/** How often phases of rounds are held against their deadlines. */
const deadlineMs = 1000

/**
 * Starts the work that nobody asks for: harvests by the queue (once in the whole system, however many
 * replicas run), deadlines of rounds, settlements of completed runs. The first round of each makes up
 * for what a crash left undone.
 */
export async function startJobs(
  broker: Broker,
  harvestSeconds: number,
): Promise<{ stop(): Promise<void> }> {
  const { coordinator, node } = broker
  await node.jobs.consume('harvest', async () => void (await harvestAll(broker)))
  await node.jobs.schedule('harvest', harvestSeconds * 1000, {})

  let running: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<void>) => {
    running = running.then(work).catch((error) => {
      node.logger.error('background work failed', { error: String(error) })
    })
  }
  const onEnd = ({ kind, state }: RunEvent) => {
    if (kind === 'ended' && state === 'COMPLETED') inTurn(() => settleCompleted(broker))
  }
  const unsubscribe = coordinator.events.subscribe(undefined, onEnd)
  const timer = setInterval(() => inTurn(() => tickRuns(coordinator)), deadlineMs)
  inTurn(() => tickRuns(coordinator))
  inTurn(() => settleCompleted(broker))
  inTurn(() => expelFromRuns(broker))
  return {
    async stop() {
      clearInterval(timer)
      unsubscribe()
      await running
    },
  }
}
