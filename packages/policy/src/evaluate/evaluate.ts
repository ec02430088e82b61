import type { Policy } from '../policy.ts'
import { decideBy } from './decide-by.ts'
import type { Decision } from './decision.ts'
import type { PolicyReport } from './report.ts'
import { reportDuty } from './report-duty.ts'
import { reportRule } from './report-rule.ts'
import type { Situation, UseRequest, WorldState } from './situation.ts'

/**
 * The decision point: holds a policy against a request in a state of the world. The report has every part of
 * every rule and the decision that follows from them. Pure: it asks nobody, so that the same input has the
 * same answer on a server, in a browser and years later.
 */
export function evaluate(policy: Policy, request: UseRequest, world: WorldState): PolicyReport {
  const situation: Situation = {
    ...{ request, world, now: Date.parse(request.at) },
    ...{ isSigned: policy.kind === 'Agreement', agreedAt: policy.agreedAt },
  }
  const permissions = policy.permissions.map((rule) =>
    reportRule(rule, 'permission', policy, situation),
  )
  const prohibitions = policy.prohibitions.map((rule) =>
    reportRule(rule, 'prohibition', policy, situation),
  )
  return {
    policy: policy.id,
    rules: [...permissions, ...prohibitions],
    obligations: policy.obligations.map((duty) => reportDuty(duty, situation)),
    decision: decideBy(policy, permissions, prohibitions, situation),
  }
}

/** The decision alone, for enforcement points. */
export const decide = (policy: Policy, request: UseRequest, world: WorldState): Decision =>
  evaluate(policy, request, world).decision
