import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { lintPolicy } from '../lint/lint-policy.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { explainPolicy } from '../words/explain-policy.ts'
import { offerFromTemplate } from './offer-from-template.ts'
import { policyTemplates } from './templates.ts'

describe.each(policyTemplates)('the template $name', ({ name, terms }) => {
  it('makes an offer without errors, told in both languages', () => {
    const policy = unwrap(understandPolicy(unwrap(offerFromTemplate('urn:o', name))))
    const findings = lintPolicy(policy).filter(({ severity }) => severity === 'error')
    expect(findings).toEqual([])
    const zh = explainPolicy(policy, 'zh')
    expect(zh.map(({ badge }) => badge)).toEqual(
      explainPolicy(policy, 'en').map(({ badge }) => badge),
    )
    expect(zh.filter(({ modality }) => modality === 'may')).toHaveLength(terms.uses.length)
  })
})

it('takes the values of the owner, and checks them', () => {
  const policy = unwrap(
    understandPolicy(unwrap(offerFromTemplate('urn:o', 'trial', { purposes: ['energy'] }))),
  )
  expect(explainPolicy(policy, 'en').map(({ text }) => text)).toEqual(
    expect.arrayContaining(['only for the purpose energy', 'within 30 days']),
  )
  expect(offerFromTemplate('urn:o', 'trial', { uses: [] })).toMatchObject({ error: { at: 'uses' } })
  expect(offerFromTemplate('urn:o', 'gift')).toMatchObject({ error: { at: 'name' } })
})
