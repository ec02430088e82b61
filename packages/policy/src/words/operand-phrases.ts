import type { Words } from '@lianshu/kernel'
import type { Comparison } from '../policy.ts'
import type { OperandEntry } from '../vocabulary/index.ts'

type Operator = Comparison['operator']

const boundWords: Partial<Record<Operator, Words>> = {
  lt: { zh: '少于', en: 'fewer than' },
  lteq: { zh: '至多', en: 'at most' },
  gt: { zh: '多于', en: 'more than' },
  gteq: { zh: '至少', en: 'at least' },
  eq: { zh: '恰为', en: 'exactly' },
  neq: { zh: '不为', en: 'not' },
}

const timeWords: Partial<Record<Operator, Words>> = {
  lt: { zh: '早于', en: 'before' },
  lteq: { zh: '不晚于', en: 'until' },
  gt: { zh: '晚于', en: 'after' },
  gteq: { zh: '不早于', en: 'from' },
  eq: { zh: '正在', en: 'exactly at' },
  neq: { zh: '不在', en: 'not at' },
}

const setWords: Partial<Record<Operator, Words>> = {
  isAnyOf: { zh: '仅限', en: 'only for the' },
  isNoneOf: { zh: '不得为', en: 'never for the' },
  isAllOf: { zh: '须兼有', en: 'only with all of the' },
  isA: { zh: '须属于', en: 'only for a kind of' },
  hasPart: { zh: '须包含', en: 'with every part of the' },
}

const wordsOf = (table: Partial<Record<Operator, Words>>, operator: Operator): Words =>
  table[operator] ?? { zh: operator, en: operator }

/** What an operand, its operator and its values say, as a clause; `list` is the values in words. */
export function phrases(
  operand: string,
  entry: OperandEntry,
  operator: Operator,
  list: Words,
): Words {
  if (operand === 'minimumCohort') {
    const { zh, en } = wordsOf(boundWords, operator)
    return {
      zh: `${zh} ${list.zh} 方共同参与`,
      en: `together with ${en} ${list.en} participants in all`,
    }
  }
  if (operand === 'rounds') return { zh: `至多 ${list.zh} 轮`, en: `for at most ${list.en} rounds` }
  if (operand === 'count') return { zh: `至多 ${list.zh} 次`, en: `at most ${list.en} times` }
  if (operand === 'elapsedTime' && operator.startsWith('lt')) {
    return { zh: `在 ${list.zh}内`, en: `within ${list.en}` }
  }
  if (entry.ends === 'at') return { zh: `不晚于 ${list.zh}`, en: `until ${list.en}` }
  if (entry.ends === 'days-after-signature') {
    return { zh: `签约后 ${list.zh} 天内`, en: `within ${list.en} days after the signature` }
  }
  if (operand === 'dateTime') {
    const { zh, en } = wordsOf(timeWords, operator)
    return { zh: `${zh} ${list.zh}`, en: `${en} ${list.en}` }
  }
  if (entry.source === 'contract' || entry.type === 'level') return named(entry, operator, list)
  if (entry.type === 'words' || entry.type === 'place') {
    if (operator === 'isPartOf') {
      return {
        zh: `${entry.words.zh}须在 ${list.zh} 之内`,
        en: `only where the ${entry.words.en} is within ${list.en}`,
      }
    }
    const { zh, en } = wordsOf(setWords, operator)
    const name = operand === 'delivery' ? { zh: '方式', en: 'delivery' } : entry.words
    return { zh: `${name.zh}${zh}${list.zh}`, en: `${en} ${name.en} ${list.en}` }
  }
  return named(entry, operator, list)
}

/** "resolution: at most 300"; what is simply so needs no operator. */
function named({ words, type }: OperandEntry, operator: Operator, list: Words): Words {
  const isSo = type === 'words' || operator === 'eq'
  const { zh, en } = wordsOf(boundWords, operator)
  return isSo
    ? { zh: `${words.zh}:${list.zh}`, en: `${words.en}: ${list.en}` }
    : { zh: `${words.zh}${zh} ${list.zh}`, en: `${words.en}: ${en} ${list.en}` }
}
