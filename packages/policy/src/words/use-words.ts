import type { Words } from '@lianshu/kernel'
import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'
import { lianshuActions } from '../vocabulary/actions-lianshu.ts'

/** Our uses as verbs, for pages that list them. */
export const useWords = {
  train: lianshuActions.train.words,
  evaluate: lianshuActions.evaluate.words,
  analyze: lianshuActions.analyze.words,
  'commercial-model-use': lianshuActions['commercial-model-use'].words,
  'redistribute-derivative': lianshuActions['redistribute-derivative'].words,
  'export-raw': lianshuActions['export-raw'].words,
} as const satisfies Record<Use, Words>

export const deliveryWords = {
  federated: { zh: '联邦(数据不出域)', en: 'federated (data stays where it is)' },
  sandbox: { zh: '沙箱', en: 'sandbox' },
  api: { zh: '接口', en: 'API' },
  download: { zh: '下载', en: 'download' },
} as const satisfies Record<DeliveryMode, Words>
