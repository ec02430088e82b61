import type { Words } from '@lianshu/kernel'
import type { Constraint, Duty } from '@lianshu/protocol/odrl'
import { constraint, duration, rule } from '../patterns/usage-pattern.ts'
import type { Terms } from '../terms/terms.ts'

/** Terms for one of the usual cases, to be changed before they are offered. */
export interface PolicyTemplate {
  readonly name: string
  readonly title: Words
  /** When an owner chooses it. */
  readonly about: Words
  readonly terms: Terms
  /** What plain terms have no field for. */
  readonly more?: {
    /** Bind every permission. */
    readonly constraints?: readonly Constraint[]
    readonly obligations?: readonly Duty[]
  }
}

const deleteWithin = (days: number) =>
  rule('delete', constraint('elapsedTime', 'lteq', duration(`P${days}D`))) as unknown as Duty

export const policyTemplates: readonly PolicyTemplate[] = [
  {
    name: 'federated-training',
    title: { zh: '联邦训练', en: 'Federated training' },
    about: {
      zh: '多家企业共同训练模型,原始数据不出域',
      en: 'Several companies train a model together; no row leaves its owner',
    },
    terms: {
      uses: ['train', 'evaluate'],
      deliveries: ['federated'],
      purposes: [],
      ...{ minimumCohort: 3, maximumRounds: 50 },
    },
  },
  {
    name: 'commercial-model',
    title: { zh: '可商用模型', en: 'A model to be sold' },
    about: {
      zh: '允许商业使用训练所得模型,须报告使用情况',
      en: 'The resulting model may be used commercially; its use is reported',
    },
    terms: {
      uses: ['train', 'evaluate', 'commercial-model-use'],
      deliveries: ['federated'],
      purposes: [],
      ...{ minimumCohort: 3, maximumRounds: 100, priceFen: 50_000_00 },
    },
    more: { obligations: [rule(':report-usage') as unknown as Duty] },
  },
  {
    name: 'benchmark',
    title: { zh: '仅供评测', en: 'For evaluation only' },
    about: {
      zh: '以数据评测模型,不得用于训练',
      en: 'Models are measured on the data and never trained on it',
    },
    terms: { uses: ['evaluate'], deliveries: ['federated', 'sandbox'], purposes: [] },
  },
  {
    name: 'domestic',
    title: {
      zh: '重要数据,仅限境内联邦使用',
      en: 'Important data, in the country and federated only',
    },
    about: {
      zh: '参与方与使用地点均须在境内',
      en: 'Participant and place of use have to be in the country',
    },
    terms: {
      uses: ['train', 'analyze'],
      deliveries: ['federated'],
      purposes: [],
      ...{ minimumCohort: 3, maximumRounds: 30 },
    },
    more: {
      constraints: [
        constraint(':participantLocation', 'isPartOf', 'CN') as Constraint,
        constraint('spatial', 'isPartOf', 'CN') as Constraint,
      ],
    },
  },
  {
    name: 'supplier-quality',
    title: { zh: '供应链质量协同', en: 'Quality along the supply chain' },
    about: {
      zh: '供应商分析质量问题,用后删除',
      en: 'A supplier analyses a problem of quality and deletes the data afterwards',
    },
    terms: {
      uses: ['analyze', 'export-raw'],
      deliveries: ['api', 'download'],
      purposes: ['quality-analysis'],
    },
    more: { obligations: [deleteWithin(90), rule('inform') as unknown as Duty] },
  },
  {
    name: 'trial',
    title: { zh: '试用', en: 'Trial' },
    about: { zh: '沙箱中免费试用三十天', en: 'Thirty days in a sandbox, free of charge' },
    terms: { uses: ['analyze'], deliveries: ['sandbox'], purposes: ['trial'] },
    more: {
      constraints: [constraint('elapsedTime', 'lteq', duration('P30D')) as Constraint],
    },
  },
]
