import type { Words } from '@lianshu/kernel'
import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'
import type { BoundOperator, Condition, RuleAction } from './policy.ts'

export const useWords = {
  train: { zh: '训练模型', en: 'train models' },
  evaluate: { zh: '评估模型', en: 'evaluate models' },
  analyze: { zh: '统计分析', en: 'analyze statistically' },
  'commercial-model-use': {
    zh: '商业使用训练所得模型',
    en: 'use the resulting models commercially',
  },
  'redistribute-derivative': { zh: '再分发衍生成果', en: 'pass derivatives on' },
  'export-raw': { zh: '导出原始数据', en: 'export raw data' },
} as const satisfies Record<Use, Words>

export const deliveryWords = {
  federated: { zh: '联邦(数据不出域)', en: 'federated (data stays where it is)' },
  sandbox: { zh: '沙箱', en: 'sandbox' },
  api: { zh: '接口', en: 'API' },
  download: { zh: '下载', en: 'download' },
} as const satisfies Record<DeliveryMode, Words>

export const actionWords = (action: RuleAction): Words =>
  action === 'use' ? { zh: '使用', en: 'use the data' } : useWords[action]

export const decisionWords = {
  permitted: (use: Words): Words => ({
    zh: `协议允许${use.zh}`,
    en: `The agreement allows to ${use.en}`,
  }),
  prohibited: (use: Words): Words => ({
    zh: `协议禁止${use.zh}`,
    en: `The agreement prohibits to ${use.en}`,
  }),
  notPermitted: (use: Words): Words => ({
    zh: `协议没有允许${use.zh}`,
    en: `Nothing in the agreement allows to ${use.en}`,
  }),
  noAgreement: (use: Words): Words => ({
    zh: `没有允许该方对该数据${use.zh}的协议`,
    en: `There is no agreement under which this party may ${use.en} with this dataset`,
  }),
}

const boundWords = {
  lt: { zh: '少于', en: 'fewer than' },
  lteq: { zh: '至多', en: 'at most' },
  gt: { zh: '多于', en: 'more than' },
  gteq: { zh: '至少', en: 'at least' },
} as const satisfies Record<BoundOperator, Words>

const timeWords = {
  lt: { zh: '早于', en: 'before' },
  lteq: { zh: '不晚于', en: 'until' },
  gt: { zh: '晚于', en: 'after' },
  gteq: { zh: '不早于', en: 'from' },
} as const satisfies Record<BoundOperator, Words>

const joiners = {
  and: { zh: ',且', en: ' and ' },
  or: { zh: ',或', en: ' or ' },
  xone: { zh: ',或(只居其一)', en: ' or else ' },
} as const

/** A condition as a clause, e.g. "until 2027-01-01T00:00:00.000Z". */
export function conditionWords(condition: Condition): Words {
  switch (condition.about) {
    case 'purpose':
      return listed(condition, { zh: '用途', en: 'purpose' }, condition.values)
    case 'delivery': {
      const words = condition.values.map((value) => deliveryWords[value])
      return {
        zh: listed(
          condition,
          { zh: '方式', en: '' },
          words.map(({ zh }) => zh),
        ).zh,
        en: listed(
          condition,
          { zh: '', en: 'delivery' },
          words.map(({ en }) => en),
        ).en,
      }
    }
    case 'dateTime': {
      const words = timeWords[condition.operator]
      return { zh: `${words.zh} ${condition.instant}`, en: `${words.en} ${condition.instant}` }
    }
    case 'minimumCohort': {
      const { zh, en } = boundWords[condition.operator]
      return {
        zh: `${zh} ${condition.count} 方共同参与`,
        en: `together with ${en} ${condition.count} participants in all`,
      }
    }
    case 'rounds':
      return { zh: `至多 ${condition.most} 轮`, en: `for at most ${condition.most} rounds` }
    case 'logic': {
      const parts = condition.conditions.map(conditionWords)
      const joiner = joiners[condition.operator]
      return {
        zh: parts.map(({ zh }) => zh).join(joiner.zh),
        en: parts.map(({ en }) => en).join(joiner.en),
      }
    }
  }
}

function listed(
  condition: { operator: 'isAnyOf' | 'isNoneOf' },
  name: Words,
  values: readonly string[],
): Words {
  const only = condition.operator === 'isAnyOf'
  return {
    zh: `${name.zh}${only ? '仅限' : '不得为'}${values.join('、')}`,
    en: `${only ? 'only for' : 'never for'} the ${name.en} ${values.join(', ')}`,
  }
}

/** Why a permission did not apply: the condition that was not met. */
export function conditionFailedWords(condition: Condition): Words {
  const { zh, en } = conditionWords(condition)
  return { zh: `未满足条件:${zh}`, en: `This condition is not met: ${en}` }
}
