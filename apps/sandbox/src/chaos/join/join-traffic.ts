import { faults, type Way } from '../proxy/faults-on-the-way.ts'
import type { Asked } from '../proxy/identity-traffic.ts'
import type { JoinPlan } from './plan-join.ts'
import type { SeenJoin } from './read-join-step.ts'

export interface JoinTraffic {
  /** Carries a message of a newcomer, harmed when its plan says so. */
  carry(seen: SeenJoin, asked: Asked): Promise<void>
  /** Plans whose message did not come. */
  unmet(): readonly JoinPlan[]
  /** From now on nothing happens to any message. */
  disarm(): void
}

export interface JoinTrafficDeps {
  /** What a fault may do to those around a newcomer's message. */
  readonly harms: (plan: JoinPlan) => Omit<Way, 'deliver' | 'answer'>
  readonly passed: (seen: SeenJoin) => void
  readonly sprung: (plan: JoinPlan) => void
}

/** Follows the newcomers of one batch. */
export function openJoinTraffic(plans: readonly JoinPlan[], deps: JoinTrafficDeps): JoinTraffic {
  const armed = new Set(plans)
  return {
    async carry(seen, asked) {
      const plan = [...armed].find(({ slug, step }) => slug === seen.slug && step === seen.step)
      if (!plan) {
        deps.passed(seen)
        return asked.answer(await asked.deliver())
      }
      armed.delete(plan)
      deps.sprung(plan)
      await faults[plan.fault.fault]({ ...asked, ...deps.harms(plan) }, plan.fault)
    },
    unmet: () => [...armed],
    disarm: () => armed.clear(),
  }
}
