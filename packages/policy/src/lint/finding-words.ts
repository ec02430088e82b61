import type { Words } from '@lianshu/kernel'

/** Findings in words: what is wrong, and what to do. */
export const findingWords = {
  contradiction: (operand: Words): Words => ({
    zh: `对“${operand.zh}”的要求互相矛盾,该规则永远不成立;请放宽其中之一`,
    en: `What it demands of the ${operand.en} contradicts itself, so the rule never holds: relax one of the conditions`,
  }),
  dead: (by: string): Words => ({
    zh: `${by} 无条件地涵盖了该规则,使其不起作用;请删除其中之一或加上条件`,
    en: `${by} covers this rule without a condition and leaves it without effect: remove one of them, or add a condition`,
  }),
  repeated: (by: string): Words => ({
    zh: `与 ${by} 完全相同;请删除`,
    en: `It says the same as ${by}: remove it`,
  }),
  over: (condition: Words): Words => ({
    zh: `期限已过(${condition.zh});请更新期限`,
    en: `Its time is over (${condition.en}): give it a later end`,
  }),
  unknown: (operand: Words): Words => ({
    zh: `此处无人能提供“${operand.zh}”的值,相关请求将一律被拒绝;请删除或换用别的条件`,
    en: `Nobody here can give the value of the ${operand.en}, so that every request is refused: remove it, or use another condition`,
  }),
  contractual: (what: Words): Words => ({
    zh: `“${what.zh}”无法由技术检查,只受合同约束`,
    en: `"${what.en}": no machine can check it, only the contract binds it`,
  }),
  nothing: {
    zh: '没有任何有效的许可,谁也不能使用;请至少允许一种使用',
    en: 'No permission is of any effect, so nobody may do anything: allow at least one use',
  },
} as const
