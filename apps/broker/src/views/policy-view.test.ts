import { unwrap } from '@lianshu/kernel'
import { buildOffer } from '@lianshu/policy'
import { describe, expect, it } from 'vitest'
import { policyView } from './policy-view.ts'

const offer = unwrap(
  buildOffer('urn:uuid:00000000-0000-4000-8000-000000000001', {
    uses: ['train', 'evaluate', 'commercial-model-use'],
    deliveries: ['federated'],
    purposes: ['https://w3id.org/lianshu/ns/1/purpose/predictive-maintenance', 'a-new-purpose'],
    minimumCohort: 3,
    endsAt: '2027-11-23T00:00:00.000Z',
    priceFen: 120_000,
  }),
)

describe('policyView', () => {
  it('says what bounds every permission once, in words, without IRIs and instants', () => {
    const { zh, en } = policyView(JSON.parse(JSON.stringify(offer)))
    const texts = (sentences: typeof zh) => sentences.map(({ text }) => text)
    expect(texts(zh)).toContain('用途仅限预测性维护、a new purpose')
    expect(texts(en).filter((text) => text.includes('purpose'))).toEqual([
      'only for the purpose predictive maintenance, a new purpose',
    ])
    expect(en.filter(({ kind }) => kind === 'until').map(({ text }) => text)).toEqual([
      'until 2027-11-23 00:00 UTC',
    ])
    expect(texts([...zh, ...en]).join()).not.toMatch(/https?:|T00:/)
  })

  it('keeps the scope of what bounds some permissions only', () => {
    const { zh } = policyView(JSON.parse(JSON.stringify(offer)))
    const cohort = zh.filter(({ text }) => text.includes('3 方')).map(({ text }) => text)
    expect(cohort).toEqual(['训练模型：至少 3 方共同参与', '评估模型：至少 3 方共同参与'])
  })

  it('says nothing of an offer that is not understood', () => {
    expect(policyView({ '@type': 'Offer', permission: [{ action: 'odrl:anything' }] })).toEqual({
      zh: [],
      en: [],
    })
  })
})
