import type { Words } from '@lianshu/kernel'
import type { LogicalOperator } from '@lianshu/protocol/odrl'
import { type Comparison, type Condition, isCombination, type Value } from '../policy.ts'
import { operandEntry } from '../vocabulary/index.ts'
import { phrases } from './operand-phrases.ts'
import { valueWords } from './value-words.ts'

/** Replaces the words of a value where a reader knows better ones, e.g. titles of purposes. */
export type SayValue = (operand: string, value: Value) => Words | undefined

const joiners: Readonly<Record<LogicalOperator, Words>> = {
  and: { zh: ',且', en: ' and ' },
  andSequence: { zh: ',然后', en: ' and then ' },
  or: { zh: ',或', en: ' or ' },
  xone: { zh: ',或(只居其一)', en: ' or else ' },
}

/** A condition as a clause, e.g. "until 2027-01-01T00:00:00.000Z". */
export function conditionWords(condition: Condition, say: SayValue = () => undefined): Words {
  if (!isCombination(condition)) return comparisonWords(condition, say)
  const parts = condition.conditions.map((part) => conditionWords(part, say))
  const joiner = joiners[condition.logic]
  return {
    zh: parts.map(({ zh }) => zh).join(joiner.zh),
    en: parts.map(({ en }) => en).join(joiner.en),
  }
}

function comparisonWords({ operand, operator, values }: Comparison, say: SayValue): Words {
  const entry = operandEntry(operand)
  const said = values.map((value) => say(operand, value) ?? valueWords(operand, entry, value))
  const list = {
    zh: said.map(({ zh }) => zh).join('、'),
    en: said.map(({ en }) => en).join(', '),
  }
  return phrases(operand, entry, operator, list)
}

/** More of them than this in one refusal, and nobody would read it. */
const mostTold = 6

/** Why a permission did not apply: the condition that was not met, or how many there were to choose from. */
export function conditionFailedWords(condition: Condition): Words {
  if (isCombination(condition) && condition.conditions.length > mostTold) {
    const { zh, en } = manyWords[condition.logic]
    const count = condition.conditions.length
    return { zh: `${count} 个条件中,${zh}`, en: `Of ${count} conditions ${en}` }
  }
  const { zh, en } = conditionWords(condition)
  return { zh: `未满足条件:${zh}`, en: `This condition is not met: ${en}` }
}

const manyWords: Readonly<Record<LogicalOperator, Words>> = {
  and: { zh: '有一个或多个未满足', en: 'one or more are not met' },
  andSequence: { zh: '有一个或多个未满足', en: 'one or more are not met' },
  or: { zh: '没有一个得到满足', en: 'none is met' },
  xone: { zh: '并非恰有一个得到满足', en: 'not exactly one is met' },
}
