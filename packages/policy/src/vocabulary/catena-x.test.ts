import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { usual } from '../cases/case-table.ts'
import { decide } from '../evaluate/evaluate.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { operands } from './index.ts'

const cx = 'https://w3id.org/catenax/2025/9/policy/'
const folder = join(
  import.meta.dirname,
  '../../../../../shared/specs/catenax-odrl/schema/constraint',
)
const on = (constraint: object[], more: object = {}) => ({
  ...{ '@id': 'urn:cx', '@type': 'Agreement', timestamp: '2026-11-01T08:00:00Z' },
  ...{ assigner: 'did:web:owner.example', assignee: usual.assignee, target: usual.target },
  permission: [{ action: 'use', constraint }],
  ...more,
})
const term = (name: string, operator: string, rightOperand: unknown) => ({
  ...{ leftOperand: cx + name, operator, rightOperand },
})
const framework = term('FrameworkAgreement', 'eq', 'DataExchangeGovernance:1.0')
const member = { 'cx:Membership': 'active', 'cx:FrameworkAgreement': 'DataExchangeGovernance:1.0' }

describe('Catena-X policies', () => {
  it('hold clauses by the signature and facts by credentials', () => {
    const policy = unwrap(
      understandPolicy(on([framework, term('Liability', 'eq', 'cx.grossNegligence:1')])),
    )
    expect(decide(policy, usual, { values: member }).decision).toBe('permit')
    expect(decide(policy, usual, {}).decision).toBe('deny')
  })

  it('hold no clause that nobody signed', () => {
    const set = on([term('Liability', 'eq', 'cx.grossNegligence:1')], { '@type': 'Set' })
    expect(decide(unwrap(understandPolicy(set)), usual, {}).decision).toBe('deny')
  })

  it.each([
    ['DataUsageEndDate', '2026-12-01T08:00:00Z', '2026-12-01T08:00:01Z'],
    ['DataProvisioningEndDurationDays', '30', '2026-12-01T08:00:01Z'],
  ])('end by %s', (name, value, later) => {
    const policy = unwrap(understandPolicy(on([framework, term(name, 'eq', value)])))
    expect(decide(policy, usual, { values: member }).decision).toBe('permit')
    expect(decide(policy, { ...usual, at: later }, { values: member }).code).toBe(
      'policy.agreement-ended',
    )
  })

  it.each([
    ['another operator', term('Membership', 'isAnyOf', 'active')],
    ['another value', term('Liability', 'eq', 'cx.none:1')],
    ['a number that is no business partner', term('BusinessPartnerNumber', 'isAnyOf', ['BPNL1'])],
    [
      'alternatives',
      { or: [framework, term('ExclusiveUsage', 'eq', 'cx.exclusiveUsage.dataConsumer:1')] },
    ],
    ['an operand that is not of the profile', term('Loyalty', 'eq', 'active')],
  ])('refuse %s', (_what, constraint) => {
    expect(understandPolicy(on([framework, constraint]))).toMatchObject({
      error: { code: 'policy.not-understood' },
    })
  })

  it('refuse to prohibit access', () => {
    const access = { prohibition: [{ action: `${cx}access` }] }
    expect(understandPolicy(on([framework], access)).ok).toBe(false)
  })

  const isThere = existsSync(folder)
  if (!isThere) process.stderr.write(`SKIPPED: the schemas of Catena-X are not at ${folder}\n`)
  it.skipIf(!isThere)('agree with the published schemas on operands, operators and values', () => {
    for (const file of readdirSync(folder)) {
      const { definitions } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
      const parts = Object.values(definitions) as Published[]
      const { leftOperand, operator } = parts.find(({ properties }) => properties)!.properties!
      const entry = operands[`cx:${leftOperand.const}`]!
      expect([file, [...entry.operators]]).toEqual([file, operator.enum ?? [operator.const]])
      const codes = parts.flatMap((part) => part.const ?? [])
      const isFree = parts.some(
        ({ type, const: code, pattern }) => type && !code && !pattern && type === 'string',
      )
      if (entry.codes && leftOperand.const !== 'Membership') {
        expect([file, [...entry.codes].sort()]).toEqual([file, codes.sort()])
      } else if (!entry.codes) expect([file, isFree || codes.length === 0]).toEqual([file, true])
    }
  })
})

interface Published {
  readonly type?: string
  readonly const?: string
  readonly pattern?: string
  readonly properties?: {
    readonly leftOperand: { readonly const: string }
    readonly operator: { readonly const?: string; readonly enum?: string[] }
  }
}
