import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { usual } from '../cases/case-table.ts'
import { decide } from '../evaluate/evaluate.ts'
import { understandPolicy } from './understand-policy.ts'

const set = (id: string, more: object) => ({ '@id': id, '@type': 'Set', ...more })
const house = set('urn:house', {
  prohibition: [{ action: 'https://w3id.org/lianshu/ns/1/export-raw' }],
  target: usual.target,
})
const store: Record<string, object> = {
  'urn:house': house,
  'urn:loop': set('urn:loop', { inheritFrom: 'urn:loop', permission: [{ action: 'use' }] }),
  'urn:other-name': house,
  'urn:void': set('urn:void', { conflict: 'invalid', permission: [{ action: 'use' }] }),
}
const child = (inheritFrom: unknown, permission: object[] = [{ action: 'use' }]) =>
  understandPolicy(set('urn:child', { inheritFrom, permission }), { parents: (id) => store[id] })

describe('inheritance', () => {
  it('brings the rules of the parent, named after it', () => {
    const policy = unwrap(child('urn:house'))
    expect(decide(policy, usual, {}).decision).toBe('permit')
    expect(decide(policy, { ...usual, action: 'export-raw' }, {})).toMatchObject({
      decision: 'deny',
      rule: 'urn:house#prohibition[0]',
    })
  })

  it('keeps for the inherited rules what their own policy says for all of them', () => {
    const [rule] = unwrap(child({ '@id': 'urn:house' })).prohibitions
    expect(rule?.target?.id).toBe(usual.target)
  })

  it.each([
    ['a parent that is not known', 'urn:nobody', 'is not known here'],
    ['a policy that inherits from itself', 'urn:loop', 'inherits from itself'],
    ['a parent of another name', 'urn:other-name', 'calls itself urn:house'],
    ['a parent that settles conflicts otherwise', 'urn:void', 'settles conflicts otherwise'],
  ])('refuses %s', (_what, parent, why) => {
    const error = { code: 'policy.not-understood', message: expect.stringContaining(why) }
    expect(child(parent)).toMatchObject({ error })
  })

  it('refuses to inherit where nobody knows other policies', () => {
    const alone = understandPolicy(set('urn:child', { inheritFrom: 'urn:house' }))
    expect(alone.ok).toBe(false)
  })
})
