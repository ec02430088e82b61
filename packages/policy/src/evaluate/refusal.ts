import type { Words } from '@lianshu/kernel'
import { type Condition, isCombination, type Rule } from '../policy.ts'
import { actions, operandEntry } from '../vocabulary/index.ts'
import { conditionFailedWords } from '../words/condition-words.ts'
import { decisionWords } from '../words/decision-words.ts'
import type { PolicyCode } from './decision.ts'
import type { RuleReport } from './report.ts'
import type { Situation } from './situation.ts'

interface Refusal {
  readonly code: PolicyCode
  readonly words: Words
}

/** Of several reasons, the one that no other request could mend is the answer. */
const weights: readonly PolicyCode[] = ['policy.agreement-ended', 'policy.purpose', 'policy.denied']
const weightOf = ({ code }: Pick<Refusal, 'code'>): number => {
  const weight = weights.indexOf(code)
  return weight === -1 ? weights.length : weight
}

/** Why a permission that is about the request does not permit it. */
export function refusalOf(rule: Rule, report: RuleReport, situation: Situation): Refusal {
  const [failed] = rule.conditions
    .filter((_, index) => report.constraints[index]!.satisfaction !== 'yes')
    .map((condition) => ({ condition, code: codeOf(condition, situation) }))
    .toSorted((left, right) => weightOf(left) - weightOf(right))
  if (failed !== undefined) {
    return { code: failed.code, words: conditionFailedWords(failed.condition) }
  }
  const open = report.duties.find(({ state }) => state !== 'fulfilled' && state !== 'inactive')
  if (open !== undefined) {
    return { code: 'policy.denied', words: decisionWords.dutyOpen(actions[open.action]!.words) }
  }
  return { code: 'policy.denied', words: decisionWords.notSelected }
}

function codeOf(failed: Condition, { now }: Situation): PolicyCode {
  if (isCombination(failed)) return 'policy.denied'
  const { operand, operator, values } = failed
  const entry = operandEntry(operand)
  if (operand === 'purpose' || operand === 'cx:UsagePurpose') return 'policy.purpose'
  if (entry.counted) return 'policy.used-up'
  const isOver =
    operand === 'dateTime'
      ? now >= Number(values[0])
      : operand === 'elapsedTime' && operator.startsWith('lt')
  return isOver || entry.ends !== undefined ? 'policy.agreement-ended' : 'policy.denied'
}
