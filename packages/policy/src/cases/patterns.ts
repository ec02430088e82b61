import type { WorldState } from '../evaluate/situation.ts'
import type { Asked, CaseTable } from './case-table.ts'

type Row = CaseTable['rows'][number]
const permit = (what: string, asked: Asked = {}, world: WorldState = {}): Row => [
  what,
  asked,
  world,
  'permit',
  'permission[0]',
]
const deny = (what: string, asked: Asked = {}, world: WorldState = {}): Row => [
  what,
  asked,
  world,
  'deny',
  'permission[0]',
]
const values = (operand: string, value: string | readonly string[] | number): WorldState => ({
  values: { [operand]: value },
})
const passOn = { action: 'distribute' }
const done = (path: string): WorldState => ({
  duties: { [path]: { performedAt: '2026-11-30T00:00:00Z' } },
})

/** What each usage pattern's example permits and refuses, in an agreement of 1 November 2026. By its number. */
export const patternRows: Readonly<Record<number, readonly Row[]>> = {
  1: [permit('a use'), ['what leaves the owner', { action: 'export-raw' }, {}, 'deny', 'default']],
  2: [
    permit('the named connector', {}, values('connector', 'urn:connector:line-1')),
    deny('another one', {}, values('connector', 'urn:connector:x')),
    deny('one that the asker names without a credential', {
      says: { connector: 'urn:connector:line-1' },
    }),
  ],
  3: [
    permit('the named application', { says: { application: 'urn:app:wear-forecast' } }),
    deny('another one', { says: { application: 'urn:app:x' } }),
    deny('none'),
  ],
  4: [
    permit('within'),
    ['before', { at: '2025-12-31T23:59:59Z' }, {}, 'deny', 'permission[0]'],
    ['after', { at: '2027-01-01T00:00:00Z' }, {}, 'policy.agreement-ended', 'permission[0]'],
  ],
  5: [
    permit('on the thirtieth day'),
    [
      'on the hundredth day',
      { at: '2027-02-09T00:00:00Z' },
      {},
      'policy.agreement-ended',
      'permission[0]',
    ],
  ],
  6: [
    permit('in the country', {}, values('spatial', 'CN-44')),
    deny('elsewhere', {}, values('spatial', 'SG')),
  ],
  7: [permit('years later', { at: '2036-01-01T00:00:00Z' })],
  8: [
    permit('on the thirtieth day'),
    [
      'on the fortieth day',
      { at: '2026-12-11T00:00:00Z' },
      {},
      'policy.agreement-ended',
      'permission[0]',
    ],
  ],
  9: [
    permit('the role, among others', {}, values('role', ['guest', 'quality-engineer'])),
    deny('another role', {}, values('role', 'guest')),
  ],
  10: [
    permit('the purpose'),
    ['another purpose', { purpose: 'resale' }, {}, 'policy.purpose', 'permission[0]'],
  ],
  11: [
    permit('it happened', {}, values('event', 'urn:event:recall')),
    deny('something else happened', {}, values('event', 'urn:event:x')),
    deny('nothing is known'),
  ],
  12: [
    permit('the fifth time', {}, { used: { count: 4 } }),
    ['the sixth time', {}, { used: { count: 5 } }, 'policy.used-up', 'permission[0]'],
  ],
  13: [
    permit('a higher level', {}, values('securityProfile', 'trust-plus')),
    deny('a lower level', {}, values('securityProfile', 'base')),
    deny('a level that nobody knows', {}, values('securityProfile', 'best')),
  ],
  14: [permit('the use itself')],
  15: [permit('made anonymous first', {}, done('permission[0].duty[0]')), deny('as it is')],
  16: [permit('the use itself')],
  17: [permit('the use itself')],
  18: [permit('the use itself')],
  19: [
    permit('the use itself', { action: 'read' }),
    ['passed on with the policy', passOn, done('permission[1].duty[0]'), 'permit', 'permission[1]'],
    ['passed on without', passOn, {}, 'deny', 'permission[1]'],
  ],
  20: [
    permit('the use itself', { action: 'read' }),
    ['passed on encrypted', passOn, done('permission[1].duty[0]'), 'permit', 'permission[1]'],
    ['passed on as it is', passOn, {}, 'deny', 'permission[1]'],
  ],
  21: [
    permit(
      'all of the state',
      {},
      values('environmentState', ['disk-encrypted', 'firewall-on', 'patched']),
    ),
    deny('a part of it', {}, values('environmentState', ['firewall-on'])),
  ],
  22: [
    permit('from the country', {}, values('participantLocation', 'CN')),
    deny('from elsewhere', {}, values('participantLocation', 'US')),
  ],
  23: [
    permit('granted', {}, values('consent', 'granted')),
    deny('withdrawn', {}, values('consent', 'withdrawn')),
    deny('not asked'),
  ],
}
