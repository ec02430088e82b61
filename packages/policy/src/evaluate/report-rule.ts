import type { Policy, Rule } from '../policy.ts'
import { isBarredBy, isPermittedBy } from '../vocabulary/index.ts'
import { matchAsset, matchParty, refinementsHold } from './match-scope.ts'
import type { RuleReport } from './report.ts'
import { allHold, reportConditions } from './report-condition.ts'
import { reportDuty } from './report-duty.ts'
import type { Situation } from './situation.ts'
import { both, truth } from './truth.ts'

/** Holds one rule against the situation, part by part. What the rule leaves open, its policy says for all. */
export function reportRule(
  rule: Rule,
  kind: RuleReport['kind'],
  policy: Policy,
  situation: Situation,
): RuleReport {
  const { path, uid, action, conditions } = rule
  const { request } = situation
  const reaches = kind === 'permission' ? isPermittedBy : isBarredBy
  const assignee = rule.assignee ?? policy.assignee
  const target = rule.target ?? policy.target
  return {
    ...{ kind, path, uid },
    premises: {
      action: action === undefined ? undefined : truth(reaches(request.action, action)),
      assignee: assignee && matchParty(assignee, request.assignee, situation),
      target: target && matchAsset(target, request.target, situation),
    },
    constraints: reportConditions(conditions, situation),
    refinements: both(
      rule.refinements.length === 0
        ? 'yes'
        : allHold(reportConditions(rule.refinements, situation)),
      both(
        refinementsHold(assignee, request.assignee, situation),
        refinementsHold(target, request.target, situation),
      ),
    ),
    duties: rule.duties.map((duty) => reportDuty(duty, situation)),
  }
}
