import type { Words } from '@lianshu/kernel'
import type { ColumnKind, ExclusionReason } from './published-profile.ts'

/** Why a column stays out of training, for people. */
export const exclusionWords = {
  identifier: { zh: '标识列，只命名行，不含规律', en: 'It names rows and holds no pattern' },
  'free-text': { zh: '自由文本，不参与训练', en: 'Free text does not train this kind of model' },
  datetime: { zh: '时间列，默认不参与训练', en: 'Dates are left out unless asked for' },
  constant: { zh: '所有行取值相同', en: 'Every row holds the same value' },
  empty: { zh: '没有任何取值', en: 'It holds no value at all' },
  owner: { zh: '数据提供者排除', en: 'The owner left it out' },
} as const satisfies Record<ExclusionReason, Words>

/** Kinds of columns, for people. */
export const columnKindWords = {
  numeric: { zh: '数值', en: 'number' },
  categorical: { zh: '类别', en: 'category' },
  boolean: { zh: '布尔', en: 'yes or no' },
  datetime: { zh: '时间', en: 'date or time' },
  identifier: { zh: '标识', en: 'identifier' },
  text: { zh: '文本', en: 'free text' },
} as const satisfies Record<ColumnKind, Words>
