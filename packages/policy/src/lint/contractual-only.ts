import type { Words } from '@lianshu/kernel'
import type { Duty, Policy, Rule } from '../policy.ts'
import { actions, operandEntry } from '../vocabulary/index.ts'
import { everyComparison } from './must-hold.ts'

/** A part of a policy that restricts somebody and that no machine can hold them to. */
export interface ContractualPart {
  readonly path: string
  readonly what: Words
}

/**
 * Conditions on what nobody can measure, prohibitions of what happens outside of every node, duties that leave
 * no evidence. A permission restricts nobody, and a price is settled by the operator.
 */
export function contractualOnly(policy: Policy): readonly ContractualPart[] {
  const { permissions, prohibitions, obligations } = policy
  const rules = [...permissions, ...prohibitions]
  const duties = [...rules.flatMap((rule) => rule.duties), ...obligations].flatMap(withConsequences)
  return [
    ...rules.flatMap(conditionsOf),
    ...prohibitions.filter(({ action }) => isContractual(action)).map(actionOf),
    ...duties
      .filter(({ action, amountFen }) => amountFen === undefined && isContractual(action))
      .map(actionOf),
  ]
}

const withConsequences = (duty: Duty): readonly Duty[] => [
  duty,
  ...duty.consequences.flatMap(withConsequences),
]

const isContractual = (action: string | undefined): boolean =>
  action !== undefined && actions[action]?.badge === 'contractual'

const actionOf = ({ path, action }: Pick<Rule, 'path' | 'action'>): ContractualPart => ({
  path,
  what: actions[action!]!.words,
})

function conditionsOf({ path, conditions }: Rule): readonly ContractualPart[] {
  const names = new Set(everyComparison(conditions).map(({ operand }) => operand))
  return [...names]
    .map(operandEntry)
    .filter(({ badge }) => badge === 'contractual')
    .map(({ words }) => ({ path, what: words }))
}
