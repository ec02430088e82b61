import { type CaseTable, lianshu, train, until, when } from './case-table.ts'

const lab = { '@type': 'PartyCollection', '@id': 'urn:group:lab' }
const bob = 'did:web:bob.example'
const inLab = { memberOf: { [bob]: ['urn:group:team'], 'urn:group:team': ['urn:group:lab'] } }

export const decisionTables: readonly CaseTable[] = [
  {
    title: 'conflict, prohibition wins by default',
    policy: {
      permission: [{ action: train }],
      prohibition: [{ action: 'use', constraint: [when('spatial', 'isPartOf', 'US')] }],
    },
    rows: [
      ['asked from China', {}, { values: { spatial: 'CN-32' } }, 'permit', 'permission[0]'],
      ['asked from the US', {}, { values: { spatial: 'US-CA' } }, 'deny', 'prohibition[0]'],
      ['asked from nobody knows where', {}, {}, 'deny', 'prohibition[0]'],
    ],
  },
  {
    title: 'conflict, permission wins where the policy says so',
    policy: {
      conflict: 'perm',
      permission: [{ action: train, constraint: [until('2027-01-01T00:00:00Z')] }],
      prohibition: [{ action: 'use' }],
    },
    rows: [
      ['both apply', {}, {}, 'permit', 'permission[0]'],
      [
        'only the prohibition applies',
        { at: '2027-02-01T00:00:00Z' },
        {},
        'deny',
        'prohibition[0]',
      ],
      ['another use', { action: 'analyze' }, {}, 'deny', 'prohibition[0]'],
    ],
  },
  {
    title: 'conflict, void where the policy says so',
    policy: {
      conflict: 'odrl:invalid',
      permission: [{ action: train }, { action: lianshu('evaluate') }],
      prohibition: [{ action: train }],
    },
    rows: [
      ['both apply', {}, {}, 'deny', 'prohibition[0]'],
      ['only the permission applies', { action: 'evaluate' }, {}, 'permit', 'permission[1]'],
    ],
  },
  {
    title: 'count',
    policy: { permission: [{ action: train, constraint: [when('count', 'lteq', '3')] }] },
    rows: [
      ['the first of three', {}, { used: { count: 0 } }, 'permit', 'permission[0]'],
      ['the third of three', {}, { used: { count: 2 } }, 'permit', 'permission[0]'],
      ['the fourth', {}, { used: { count: 3 } }, 'policy.used-up', 'permission[0]'],
      ['nobody counted', {}, {}, 'policy.used-up', 'permission[0]'],
    ],
  },
  {
    title: 'purpose',
    policy: {
      permission: [
        { action: train, constraint: [when('purpose', 'isAnyOf', ['tool-wear', 'energy'])] },
      ],
    },
    rows: [
      ['an agreed purpose', { purpose: 'energy' }, {}, 'permit', 'permission[0]'],
      ['another purpose', { purpose: 'resale' }, {}, 'policy.purpose', 'permission[0]'],
      ['no purpose', { purpose: undefined }, {}, 'policy.purpose', 'permission[0]'],
      [
        'a purpose that only the world tells',
        { purpose: undefined },
        { values: { purpose: 'energy' } },
        'policy.purpose',
        'permission[0]',
      ],
    ],
  },
  {
    title: 'place',
    policy: { permission: [{ action: train, constraint: [when('spatial', 'isPartOf', 'CN')] }] },
    rows: [
      ['in the country', {}, { values: { spatial: 'CN' } }, 'permit', 'permission[0]'],
      ['in a province of it', {}, { values: { spatial: 'CN-32' } }, 'permit', 'permission[0]'],
      ['elsewhere', {}, { values: { spatial: 'DE-BY' } }, 'deny', 'permission[0]'],
      ['a place that begins alike', {}, { values: { spatial: 'CNX' } }, 'deny', 'permission[0]'],
      [
        'a place that only the asker tells',
        { says: { spatial: 'CN' } },
        {},
        'deny',
        'permission[0]',
      ],
    ],
  },
  {
    title: 'a place of which nobody knows the parts',
    policy: {
      permission: [{ action: train }],
      prohibition: [{ action: 'use', constraint: [when('spatial', 'isPartOf', 'EU')] }],
    },
    rows: [
      ['nobody says what is in it', {}, { values: { spatial: 'DE' } }, 'deny', 'prohibition[0]'],
      [
        'in it',
        {},
        { values: { spatial: 'DE-BY' }, memberOf: { 'DE-BY': ['DE'], DE: ['EU'] } },
        'deny',
        'prohibition[0]',
      ],
      [
        'not in it',
        {},
        { values: { spatial: 'CN' }, memberOf: { DE: ['EU'] } },
        'permit',
        'permission[0]',
      ],
    ],
  },
  {
    title: 'a group of parties, whoever belongs to it over any steps',
    policy: { permission: [{ action: 'use', assignee: lab }] },
    rows: [
      ['a member of a member', { assignee: bob }, inLab, 'permit', 'permission[0]'],
      ['somebody else', {}, inLab, 'policy.no-agreement', 'default'],
      ['nobody says who belongs to it', { assignee: bob }, {}, 'deny', 'permission[0]'],
    ],
  },
  {
    title: 'a prohibition for a name that may be a group',
    policy: {
      permission: [{ action: 'use' }],
      prohibition: [{ action: 'use', assignee: 'urn:group:lab' }],
    },
    rows: [
      ['somebody of it', { assignee: bob }, inLab, 'deny', 'prohibition[0]'],
      ['somebody else', {}, inLab, 'permit', 'permission[0]'],
      ['nobody says who belongs to it', {}, {}, 'deny', 'prohibition[0]'],
    ],
  },
  {
    title: 'a group from which refinements select',
    policy: {
      permission: [
        {
          action: 'use',
          assignee: { ...lab, refinement: [when(lianshu('role'), 'eq', 'engineer')] },
        },
      ],
    },
    rows: [
      [
        'an engineer of the group',
        { assignee: bob },
        { ...inLab, facts: { [bob]: { role: ['engineer', 'auditor'] } } },
        'permit',
        'permission[0]',
      ],
      [
        'another one of the group',
        { assignee: bob },
        { ...inLab, facts: { [bob]: { role: 'guest' } } },
        'deny',
        'permission[0]',
      ],
      ['somebody without a known role', { assignee: bob }, inLab, 'deny', 'permission[0]'],
    ],
  },
  {
    title: 'a collection of assets',
    policy: {
      permission: [{ action: 'read', target: { '@type': 'AssetCollection', source: 'urn:shelf' } }],
    },
    rows: [
      [
        'an asset in it',
        { action: 'read' },
        { memberOf: { 'urn:uuid:milling': ['urn:shelf'] } },
        'permit',
        'permission[0]',
      ],
      [
        'an asset beside it',
        { action: 'read' },
        { memberOf: {} },
        'policy.no-agreement',
        'default',
      ],
    ],
  },
  {
    title: 'an action with a refinement',
    policy: {
      permission: [
        {
          action: {
            'rdf:value': { '@id': 'odrl:print' },
            refinement: [when('resolution', 'lteq', '300')],
          },
        },
      ],
    },
    rows: [
      [
        'coarse enough',
        { action: 'print', says: { resolution: 200 } },
        {},
        'permit',
        'permission[0]',
      ],
      ['too fine', { action: 'print', says: { resolution: 600 } }, {}, 'deny', 'permission[0]'],
      ['a broader act', { action: 'use', says: { resolution: 200 } }, {}, 'deny', 'default'],
    ],
  },
  {
    title: 'the hierarchy of actions',
    policy: { permission: [{ action: 'use' }], prohibition: [{ action: 'odrl:reproduce' }] },
    rows: [
      ['a narrower act', { action: 'print' }, {}, 'permit', 'permission[0]'],
      ['an act within a prohibited one', { action: 'extract' }, {}, 'deny', 'prohibition[0]'],
      ['an act beside it', { action: 'sell' }, {}, 'deny', 'default'],
      ['what a broad use does not grant', { action: 'export-raw' }, {}, 'deny', 'default'],
    ],
  },
  {
    title: 'one of two alternatives, and not both',
    policy: {
      permission: [
        {
          action: train,
          constraint: [
            { xone: [when('purpose', 'eq', 'tool-wear'), when(lianshu('role'), 'eq', 'auditor')] },
          ],
        },
      ],
    },
    rows: [
      ['the first', {}, { values: { role: 'guest' } }, 'permit', 'permission[0]'],
      ['the second', { purpose: 'x' }, { values: { role: 'auditor' } }, 'permit', 'permission[0]'],
      ['both', {}, { values: { role: 'auditor' } }, 'deny', 'permission[0]'],
      ['the first, and nobody knows of the second', {}, {}, 'deny', 'permission[0]'],
    ],
  },
  {
    title: 'in sequence',
    policy: {
      permission: [
        {
          action: train,
          constraint: [
            { andSequence: [when('event', 'eq', 'urn:paid'), when('event', 'eq', 'urn:checked')] },
          ],
        },
      ],
    },
    rows: [
      [
        'all happened',
        {},
        { values: { event: ['urn:paid', 'urn:checked'] } },
        'permit',
        'permission[0]',
      ],
      ['only the first', {}, { values: { event: 'urn:paid' } }, 'deny', 'permission[0]'],
    ],
  },
  {
    title: 'a duty that comes first',
    policy: { permission: [{ action: train, duty: [{ '@id': 'urn:duty', action: 'inform' }] }] },
    rows: [
      [
        'done',
        {},
        { duties: { 'urn:duty': { performedAt: '2026-11-01T00:00:00Z' } } },
        'permit',
        'permission[0]',
      ],
      ['not done', {}, {}, 'deny', 'permission[0]'],
    ],
  },
]
