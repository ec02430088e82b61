import { unwrap } from '@lianshu/kernel'
import {
  buildOffer,
  type Policy,
  type UseRequest,
  understandPolicy,
  type WorldState,
} from '@lianshu/policy'

/** Decisions of one kind that a benchmark takes again and again. */
export interface DecisionCase {
  readonly name: string
  /** One rule and a handful of constraints, as most contracts are. */
  readonly isSimple: boolean
  readonly policy: Policy
  readonly request: UseRequest
  readonly world: WorldState
}

const alice = 'did:web:alice.example'
const asset = 'urn:uuid:asset'
const read: UseRequest = {
  ...{ action: 'read', assignee: alice, target: asset, at: '2024-02-12T11:20:10.999Z' },
}
const time = (operator: string, at: string) => ({
  leftOperand: 'dateTime',
  operator,
  rightOperand: { '@value': at, '@type': 'xsd:dateTime' },
})
const permission = (more: object = {}) => ({
  action: 'odrl:read',
  assignee: alice,
  target: asset,
  ...more,
})
const set = (rules: object): Policy =>
  unwrap(understandPolicy({ '@id': 'urn:policy', '@type': 'Set', ...rules }))

/** Nine to five on every working day of 2024 but the holidays: 132 alternatives of two constraints each. */
function officeHours(): Policy {
  const days: string[] = []
  for (let day = 0; days.length < 132; day++) {
    const date = new Date(Date.UTC(2024, 0, 2 + day * 2))
    if (date.getUTCDay() % 6 !== 0) days.push(date.toISOString().slice(0, 10))
  }
  const or = days.map((day) => ({
    and: [time('gt', `${day}T09:00:00.000Z`), time('lt', `${day}T17:00:00.000Z`)],
  }))
  return set({ permission: [permission({ constraint: [{ or }] })] })
}

function contract(): DecisionCase {
  const terms = {
    uses: ['train', 'evaluate'] as const,
    ...{ deliveries: ['federated'] as const, purposes: ['tool-wear'], minimumCohort: 3 },
    ...{ maximumRounds: 10, endsAt: '2027-01-01T00:00:00Z', priceFen: 500_00 },
  }
  const offer = unwrap(buildOffer('urn:uuid:offer', terms))
  const parties = { assigner: 'did:web:owner.example', assignee: alice, target: asset }
  const policy = unwrap(understandPolicy({ ...offer, ...parties, '@type': 'Agreement' }))
  const request: UseRequest = {
    ...{ ...read, action: 'train', at: '2026-12-01T00:00:00Z' },
    ...{ purpose: 'tool-wear', delivery: 'federated', cohort: 5 },
  }
  return { name: 'contract', isSimple: true, policy, request, world: { used: { rounds: 3 } } }
}

/** Policies of the shapes that contracts and the published case suite have. */
export function decisionCases(): readonly DecisionCase[] {
  const simple = (name: string, policy: Policy, world: WorldState = {}): DecisionCase => ({
    ...{ name, isSimple: true, policy, request: read, world },
  })
  const between = [
    { and: [time('gt', '2024-01-01T00:00:00Z'), time('lt', '2024-12-31T23:59:59Z')] },
  ]
  const group = { '@type': 'PartyCollection', '@id': 'urn:group' }
  return [
    simple('use', set({ permission: [{ action: 'use' }] })),
    simple('prohibited', set({ prohibition: [{ action: 'use', assignee: alice }] })),
    simple(
      'until',
      set({ permission: [permission({ constraint: [time('lteq', '2024-12-31T00:00:00Z')] })] }),
    ),
    simple('between', set({ permission: [permission({ constraint: between })] })),
    simple('group', set({ permission: [permission({ assignee: group })] }), {
      memberOf: { [alice]: ['urn:group'] },
    }),
    simple(
      'duty',
      set({ permission: [permission({ duty: [{ '@id': 'urn:duty', action: 'inform' }] })] }),
      {
        duties: { 'urn:duty': { performedAt: '2024-01-01T00:00:00Z' } },
      },
    ),
    contract(),
    { ...simple('office-hours', officeHours()), isSimple: false },
  ]
}
