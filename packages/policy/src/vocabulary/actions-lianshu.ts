import { actionIri, LIANSHU, type Use } from '@lianshu/protocol/odrl'
import type { ActionEntry } from './actions.ts'

/** Broad rights that forbid what leaves the owner's reach, but never grant it. */
const far = ['use'] as const

const useActions = {
  train: {
    iri: actionIri('train'),
    includedIn: 'use',
    words: { zh: '训练模型', en: 'train models' },
    badge: 'enforced',
  },
  evaluate: {
    iri: actionIri('evaluate'),
    includedIn: 'use',
    words: { zh: '评估模型', en: 'evaluate models' },
    badge: 'enforced',
  },
  analyze: {
    iri: actionIri('analyze'),
    includedIn: 'use',
    words: { zh: '统计分析', en: 'analyze statistically' },
    badge: 'enforced',
  },
  // What a model's buyer does with it afterwards happens outside every node of ours.
  'commercial-model-use': {
    iri: actionIri('commercial-model-use'),
    barredBy: far,
    words: { zh: '商业使用训练所得模型', en: 'use the resulting models commercially' },
    badge: 'contractual',
  },
  'redistribute-derivative': {
    iri: actionIri('redistribute-derivative'),
    barredBy: [...far, 'distribute'],
    words: { zh: '再分发衍生成果', en: 'pass derivatives on' },
    badge: 'contractual',
  },
  'export-raw': {
    iri: actionIri('export-raw'),
    barredBy: [...far, 'transfer'],
    words: { zh: '导出原始数据', en: 'export raw data' },
    badge: 'enforced',
  },
} as const satisfies Record<Use, ActionEntry>

/** Our uses, and duties that ODRL has no word for. */
export const lianshuActions = {
  ...useActions,
  log: {
    iri: `${LIANSHU}log`,
    words: { zh: '在本地记录每次使用', en: 'record every use locally' },
    badge: 'attested',
  },
  'report-usage': {
    iri: `${LIANSHU}report-usage`,
    words: { zh: '报告使用情况', en: 'report the usage' },
    badge: 'attested',
  },
  encrypt: {
    iri: `${LIANSHU}encrypt`,
    words: { zh: '加密', en: 'encrypt it' },
    badge: 'attested',
  },
} as const satisfies Record<string, ActionEntry>
