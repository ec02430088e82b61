import { type DutyTable, lianshu, train, until, when } from './case-table.ts'

const done = (performedAt: string, more: object = {}) => ({
  duties: { 'urn:duty': { performedAt, ...more } },
})
const due = until('2026-12-31T00:00:00Z')
const payFine = {
  '@id': 'urn:fine',
  action: 'compensate',
  constraint: [{ ...when('payAmount', 'eq', '500000'), unit: lianshu('fen') }],
}

export const dutyTables: readonly DutyTable[] = [
  {
    title: 'delete until a date',
    policy: {
      permission: [{ action: train }],
      obligation: [{ '@id': 'urn:duty', action: 'delete', constraint: [due] }],
    },
    rows: [
      ['before the date', {}, {}, 'not-set'],
      [
        'deleted in time',
        { at: '2027-06-01T00:00:00Z' },
        done('2026-12-30T00:00:00Z'),
        'fulfilled',
      ],
      ['the date passed', { at: '2026-12-31T00:00:01Z' }, {}, 'violated'],
      [
        'deleted too late',
        { at: '2027-06-01T00:00:00Z' },
        done('2027-01-02T00:00:00Z'),
        'violated',
      ],
    ],
  },
  {
    title: 'a deadline that stands in a conjunction',
    policy: {
      permission: [{ action: train }],
      obligation: [
        {
          '@id': 'urn:duty',
          action: 'delete',
          constraint: [{ and: [{ and: [due] }, until('2028-01-01T00:00:00Z')] }],
        },
      ],
    },
    rows: [
      ['before it', {}, {}, 'not-set'],
      ['after it', { at: '2027-01-01T00:00:00Z' }, {}, 'violated'],
    ],
  },
  {
    title: 'delete after use, within thirty days',
    policy: {
      permission: [{ action: train }],
      obligation: [
        {
          '@id': 'urn:duty',
          action: 'delete',
          constraint: [when('elapsedTime', 'lteq', { '@value': 'P30D', '@type': 'xsd:duration' })],
        },
      ],
    },
    rows: [
      ['the use has not ended', {}, {}, 'not-set'],
      [
        'ten days after it',
        {},
        { duties: { 'urn:duty': { since: '2026-11-21T08:00:00Z' } } },
        'not-set',
      ],
      [
        'thirty-one days after it',
        {},
        { duties: { 'urn:duty': { since: '2026-10-31T07:00:00Z' } } },
        'violated',
      ],
      [
        'deleted on the tenth day',
        {},
        done('2026-10-11T00:00:00Z', { since: '2026-10-01T00:00:00Z' }),
        'fulfilled',
      ],
    ],
  },
  {
    title: 'a duty only after an event',
    policy: {
      permission: [{ action: train }],
      obligation: [
        { '@id': 'urn:duty', action: 'inform', constraint: [when('event', 'eq', 'urn:leak'), due] },
      ],
    },
    rows: [
      ['it did not happen', {}, { values: { event: [] } }, 'inactive'],
      ['it happened', {}, { values: { event: ['urn:leak'] } }, 'not-set'],
      [
        'it happened, and nobody was told in time',
        { at: '2027-01-01T00:00:00Z' },
        { values: { event: ['urn:leak'] } },
        'violated',
      ],
    ],
  },
  {
    title: 'a consequence of being late',
    policy: {
      permission: [{ action: train }],
      obligation: [
        { '@id': 'urn:duty', action: 'inform', constraint: [due], consequence: [payFine] },
      ],
    },
    rows: [
      ['late, not paid', { at: '2027-02-01T00:00:00Z' }, done('2027-01-15T00:00:00Z'), 'violated'],
      [
        'late, and paid',
        { at: '2027-02-01T00:00:00Z' },
        {
          duties: {
            'urn:duty': { performedAt: '2027-01-15T00:00:00Z' },
            'urn:fine': { performedAt: '2027-01-20T00:00:00Z' },
          },
        },
        'fulfilled',
      ],
      [
        'paid, but never done',
        { at: '2027-02-01T00:00:00Z' },
        { duties: { 'urn:fine': { performedAt: '2027-01-20T00:00:00Z' } } },
        'violated',
      ],
    ],
  },
  {
    title: 'a remedy of a prohibited act',
    policy: {
      permission: [{ action: train }],
      prohibition: [{ action: lianshu('export-raw'), remedy: [payFine] }],
    },
    rows: [
      ['another act', {}, {}, 'not-set', 'none'],
      ['it was exported', { action: 'export-raw' }, {}, 'not-set', 'violated'],
      [
        'it was exported, and made good',
        { action: 'export-raw' },
        { duties: { 'urn:fine': { performedAt: '2026-12-02T00:00:00Z' } } },
        'fulfilled',
        'remedied',
      ],
    ],
  },
]
