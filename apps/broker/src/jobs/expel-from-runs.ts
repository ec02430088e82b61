import { cancelRun, excludeOwner, runMachine } from '@lianshu/federated'
import { type Did, findAll } from '@lianshu/kernel'
import type { MemberState } from '@lianshu/trust'
import type { Broker } from '../broker.ts'

/** Standings with which nobody takes part in a run, with the code that the log holds. */
const expelled: Readonly<Partial<Record<MemberState, string>>> = {
  SUSPENDED: 'member.suspended',
  REVOKED: 'member.revoked',
}

/**
 * Takes everybody whose membership was taken away out of the runs that go on, and stops those that such a
 * one initiated. Safe to call at any time: after a decision, and at the start for one that a crash cut off.
 */
export async function expelFromRuns({
  did,
  members,
  coordinator,
  node,
}: Pick<Broker, 'did' | 'members' | 'coordinator' | 'node'>): Promise<void> {
  const standings = new Map<Did, string | undefined>()
  const lost = async (member: Did) => {
    if (!standings.has(member)) {
      const state = (await members.get(did, member))?.state
      standings.set(member, state && expelled[state])
    }
    return standings.get(member)
  }
  for (const state of runMachine.states.filter((one) => !runMachine.isTerminal(one))) {
    for await (const run of findAll(coordinator.stores.runs, did, { state })) {
      if (await lost(run.initiator)) {
        await cancelRun(coordinator, { runId: run.id, sender: did })
        continue
      }
      for (const { participantId: owner } of run.invited) {
        const reason = await lost(owner)
        const out = reason && (await excludeOwner(coordinator, { runId: run.id, owner, reason }))
        if (out && !out.ok) {
          const fields = { runId: run.id, owner, code: out.error.code }
          node.logger.warn('an owner was not taken out of a run', fields)
        }
      }
    }
  }
}
