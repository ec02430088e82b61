import type { Listing, ListingDetail, RuleWords } from '../api/model.ts'

/** The terms of a fixture listing in both languages. */
export function rulesOf(listing: Listing): ListingDetail['policyWords'] {
  const commercial = listing.uses.includes('commercial-model-use')
  const zh: RuleWords[] = [
    { kind: 'may', text: '在联邦训练中使用，最多 30 轮', badge: 'enforced' },
    { kind: 'may', text: '在留出的行上评估模型', badge: 'enforced' },
    { kind: 'must', text: '结算时按训练行数支付', badge: 'contractual' },
    { kind: 'must', text: '只用于设备故障预测', badge: 'attested' },
    { kind: 'must-not', text: '导出原始数据', badge: 'enforced' },
    { kind: 'until', text: '2027 年 6 月 30 日', badge: 'enforced' },
  ]
  const en: RuleWords[] = [
    { kind: 'may', text: 'Train in federated rounds, at most 30', badge: 'enforced' },
    { kind: 'may', text: 'Evaluate models on the rows held back', badge: 'enforced' },
    { kind: 'must', text: 'Pay at settlement, by rows trained on', badge: 'contractual' },
    { kind: 'must', text: 'Use it for failure prediction only', badge: 'attested' },
    { kind: 'must-not', text: 'Export raw rows', badge: 'enforced' },
    { kind: 'until', text: '30 June 2027', badge: 'enforced' },
  ]
  zh.push({
    kind: commercial ? 'may' : 'must-not',
    text: '将模型用于商业服务',
    badge: 'contractual',
  })
  en.push({
    kind: commercial ? 'may' : 'must-not',
    text: 'Sell services built on the model',
    badge: 'contractual',
  })
  return { zh, en }
}

/** A listing with its entry and proof, as the broker answers for one id. */
export const detailOf = (listing: Listing): ListingDetail => ({
  ...listing,
  policyWords: rulesOf(listing),
  proof: { verified: true, signer: `${listing.ownerDid}#key-1`, at: listing.updatedAt },
  entry: {
    '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'],
    '@id': listing.id,
    '@type': 'Dataset',
    'dct:title': [
      { '@language': 'zh', '@value': listing.title.zh },
      { '@language': 'en', '@value': listing.title.en },
    ],
    hasPolicy: [
      {
        '@id': `${listing.id}:offer`,
        '@type': 'Offer',
        permission: [{ action: 'https://w3id.org/lianshu/ns/1/train' }],
        prohibition: [{ action: 'https://w3id.org/lianshu/ns/1/export-raw' }],
      },
    ],
  },
})
