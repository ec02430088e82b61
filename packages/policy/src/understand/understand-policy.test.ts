import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { buildOffer } from '../terms/build-offer.ts'
import { understandPolicy } from './understand-policy.ts'

const lianshu = 'https://w3id.org/lianshu/ns/1/'
const permission = (constraint: object, more: object = {}) => ({
  '@id': 'o',
  '@type': 'Offer',
  permission: [{ action: `${lianshu}train`, constraint: [constraint], ...more }],
})
const purpose = { leftOperand: 'odrl:purpose', operator: 'eq', rightOperand: 'research' }
const pay = {
  leftOperand: 'odrl:payAmount',
  operator: 'eq',
  rightOperand: '100',
  'http://www.w3.org/ns/odrl/2/unit': `${lianshu}fen`,
}

describe('understandPolicy', () => {
  it('reads bare, prefixed and full spellings of ODRL words alike', () => {
    const spellings = ['purpose', 'odrl:purpose', 'http://www.w3.org/ns/odrl/2/purpose']
    const read = spellings.map((leftOperand) =>
      unwrap(understandPolicy(permission({ ...purpose, leftOperand }))),
    )
    expect(read[1]).toEqual(read[0])
    expect(read[2]).toEqual(read[0])
  })

  const strange: [string, object][] = [
    ['an unknown left operand', permission({ ...purpose, leftOperand: 'odrl:moonPhase' })],
    ['our own unknown operand', permission({ ...purpose, leftOperand: `${lianshu}moon` })],
    ['an operator without meaning here', permission({ ...purpose, operator: 'gt' })],
    ['an unknown action', { ...permission(purpose), permission: [{ action: 'odrl:conquer' }] }],
    ['an unknown profile', { ...permission(purpose), profile: 'https://example.org/p' }],
    ['an extension in a constraint', permission({ ...purpose, 'https://example.org/x': 1 })],
    ['an extension in a rule', permission(purpose, { 'https://example.org/x': 1 })],
    ['an extension in the policy', { ...permission(purpose), 'https://example.org/x': 1 }],
    ['a date that is no instant', permission(date('2027-01-01'))],
    ['a local time', permission(date('2027-01-01T00:00:00'))],
    ['an impossible time', permission(date('2027-13-45T00:00:00Z'))],
    ['a number that is none', permission(rounds('ten'))],
    ['a literal of another type', permission(rounds({ '@value': '3', '@type': 'xsd:duration' }))],
    ['rounds inside alternatives', permission({ or: [rounds('3'), purpose] })],
    ['another duty', permission(purpose, { duty: [{ action: 'odrl:conquer' }] })],
    ['another unit', permission(purpose, duty({ ...pay, [unit]: `${lianshu}dollar` }))],
    ['no unit', permission(purpose, duty({ ...pay, [unit]: undefined }))],
    ['no rule at all', { '@id': 'o', '@type': 'Offer' }],
    ['no policy class', { '@id': 'o', permission: [{ action: 'use' }] }],
    ['something else', [] as object],
  ]
  it.each(strange)('refuses %s', (_name, policy) => {
    const read = understandPolicy(JSON.parse(JSON.stringify(policy)))
    expect(read).toMatchObject({ ok: false, error: { code: 'policy.not-understood' } })
  })

  it('reads what the protocol has no term for under its IRI', () => {
    const refinement = [{ leftOperand: 'resolution', operator: 'lteq', rightOperand: '300' }]
    const [rule] = unwrap(
      understandPolicy({
        ...{ '@id': 'o', '@type': 'Offer', 'http://www.w3.org/ns/odrl/2/conflict': 'odrl:perm' },
        permission: [{ action: { '@id': 'odrl:print', 'odrl:refinement': refinement } }],
      }),
    ).permissions
    expect(rule?.refinements).toEqual([{ operand: 'resolution', operator: 'lteq', values: [300] }])
  })

  it('names where it stopped', () => {
    const read = understandPolicy(permission({ and: [purpose, date('soon')] }))
    expect(read).toMatchObject({ error: { at: 'permission[0].constraint[0].and[1]' } })
  })

  it('reads payments of rules and of the policy', () => {
    const read = unwrap(understandPolicy(permission(purpose, duty(pay))))
    expect(read.permissions[0]?.duties).toMatchObject([{ action: 'compensate', amountFen: 100 }])
  })

  it('understands at writing what it understands at reading', () => {
    const terms = { uses: ['train' as const], deliveries: ['api' as const], purposes: [] }
    const built = unwrap(buildOffer('o', terms))
    expect(understandPolicy(JSON.parse(JSON.stringify(built))).ok).toBe(true)
  })
})

const unit = 'http://www.w3.org/ns/odrl/2/unit'
function date(rightOperand: unknown) {
  return { leftOperand: 'odrl:dateTime', operator: 'lteq', rightOperand }
}
function rounds(rightOperand: unknown) {
  return { leftOperand: `${lianshu}rounds`, operator: 'lteq', rightOperand }
}
function duty(constraint: object) {
  return { duty: [{ action: 'odrl:compensate', constraint: [constraint] }] }
}
