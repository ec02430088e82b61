import { unwrap } from '@lianshu/kernel'
import { expect, it } from 'vitest'
import { lianshu, train, until, when } from '../cases/case-table.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { explainPolicy } from './explain-policy.ts'

const pay = (fen: string, ...more: object[]) => ({
  action: 'compensate',
  constraint: [{ ...when('payAmount', 'eq', fen), unit: lianshu('fen') }, ...more],
})
const policy = unwrap(
  understandPolicy({
    ...{ '@id': 'p', '@type': 'Set', conflict: 'perm' },
    assignee: {
      '@type': 'PartyCollection',
      '@id': 'urn:chain',
      refinement: [when(lianshu('role'), 'eq', 'supplier')],
    },
    permission: [
      {
        action: train,
        constraint: [
          until('2027-01-01T00:00:00Z'),
          { or: [when('purpose', 'eq', 'wear'), when('spatial', 'isPartOf', 'CN')] },
        ],
      },
      {
        action: { '@id': 'odrl:print', refinement: [when('resolution', 'lteq', '300')] },
        target: 'urn:map',
        constraint: until('2027-01-01T00:00:00Z'),
        duty: [{ action: 'inform' }, pay('100')],
      },
    ],
    prohibition: [
      {
        action: 'distribute',
        constraint: when('recipient', 'isNoneOf', ['urn:sister']),
        remedy: pay('90000'),
      },
    ],
    obligation: [
      pay('250'),
      pay('777', when('event', 'eq', 'urn:leak')),
      {
        action: 'delete',
        constraint: [when('elapsedTime', 'lteq', 'P30D')],
        consequence: [pay('5000')],
      },
    ],
  }),
)
const say = (locale: 'zh' | 'en') =>
  explainPolicy(policy, locale).map(
    ({ modality, text, badge }) => `${modality} | ${text} | ${badge}`,
  )

it('says everything that a policy says, what holds for all once', () => {
  expect(say('en')).toEqual([
    'may | You may train models | enforced',
    'may | You may print it (resolution: at most 300) (data urn:map) | contractual',
    'until | until 2027-01-01T00:00:00.000Z | enforced',
    'must | To train models: only for the purpose wear or only where the place of use is within CN | attested',
    'must | only for one of urn:chain (only for the role supplier) | attested',
    'must-not | You must not distribute it to others (never for the recipient urn:sister) | contractual',
    'must | Whoever breaks this must pay 900.00 yuan | contractual',
    'must | You must pay 3.50 yuan | contractual',
    'must | Before you print it (resolution: at most 300) (data urn:map) you must inform the other party | attested',
    'must | You must pay 7.77 yuan (only for the event urn:leak) | contractual',
    'must | You must delete it (within 30 days), or else also pay 50.00 yuan | attested',
    'must | Where a permission and a prohibition both apply, the permission wins | enforced',
  ])
})

it('says as much in Chinese', () => {
  const zh = say('zh')
  expect(zh).toHaveLength(say('en').length)
  expect(zh).toContain('must | 须删除(在 30 天内);否则还须支付 50.00 元 | attested')
  for (const line of zh) expect(line.split(' | ')[1]).toMatch(/\p{Script=Han}/u)
})
