import { expireDecision, type FollowUp, type RemindAt } from '@lianshu/exchange'
import type { Clock, JobQueue } from '@lianshu/kernel'
import { z } from 'zod'

const job = 'decision-due'
/** With the queue's back-off this outlasts any outage; a restart asks again as well. */
const attempts = 20

const payloadSchema = z.object({
  kind: z.enum(['negotiation', 'transfer']),
  participantId: z.string(),
  id: z.string(),
})

/** Deadlines of decisions as jobs, which outlive the process that set them. */
export const remindByJobs =
  ({ jobs, clock }: { readonly jobs: JobQueue; readonly clock: Clock }): RemindAt =>
  ({ kind, participantId, id }, instant) =>
    jobs.enqueue(
      job,
      { kind, participantId, id },
      {
        ...{ id: `${id} ${instant}`, attempts },
        delayMs: Math.max(0, Date.parse(instant) - clock.now().getTime()),
      },
    )

/** Ends what nobody decided in time, once the reminder comes. */
export const expireDecisions = (
  jobs: JobQueue,
  deps: Parameters<typeof expireDecision>[0],
): Promise<void> =>
  jobs.consume(job, async ({ payload }) => {
    const process = payloadSchema.parse(payload) as FollowUp
    const expired = await expireDecision(deps, process)
    if (!expired.ok) throw new Error(expired.error.message)
  })
