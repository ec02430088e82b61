import { unwrap } from '@lianshu/kernel'
import { lianshuProfile, type Offer, unitProperty } from '@lianshu/protocol/odrl'
import { describe, expect, it } from 'vitest'
import { buildOffer } from '../terms/build-offer.ts'
import { retoldOffer } from './retold-offer.ts'

const offer = unwrap(
  buildOffer('urn:uuid:o', {
    ...{ uses: ['train', 'evaluate'], deliveries: ['federated', 'api'], purposes: ['tool-wear'] },
    ...{ minimumCohort: 3, maximumRounds: 10, priceFen: 100 },
  }),
)
const parties = { assigner: 'did:web:p', assignee: 'did:web:c' }

const both = '[{"@value":"federated"},{"@value":"api"}]'
const rounds = constraint('https://w3id.org/lianshu/ns/1/rounds', 'lteq', '10')

/** What Eclipse EDC 0.15.1 makes of that offer, taken from a message that it sent. */
const retold = {
  ...{ '@id': 'urn:uuid:o', '@type': 'Offer', target: 'd', assigner: 'did:web:p' },
  permission: ['train', 'evaluate'].map((use) => ({
    action: `https://w3id.org/lianshu/ns/1/${use}`,
    constraint: [
      constraint(
        'https://w3id.org/lianshu/ns/1/delivery',
        'isAnyOf',
        '[{"@value":"federated"},{"@value":"api"}]',
      ),
      constraint('odrl:purpose', 'isAnyOf', 'tool-wear'),
      constraint('https://w3id.org/lianshu/ns/1/minimumCohort', 'gteq', '3'),
      ...(use === 'train'
        ? [constraint('https://w3id.org/lianshu/ns/1/rounds', 'lteq', '10')]
        : []),
    ],
  })),
  prohibition: ['analyze', 'commercial-model-use', 'redistribute-derivative', 'export-raw'].map(
    (use) => ({ action: `https://w3id.org/lianshu/ns/1/${use}` }),
  ),
  obligation: [
    { action: 'odrl:compensate', constraint: [constraint('odrl:payAmount', 'eq', '100')] },
  ],
}

function constraint(leftOperand: string, operator: string, rightOperand: string) {
  return { leftOperand, operator, rightOperand }
}

/** The retelling with one piece of its text changed. */
const changed = (from: string, to: string): unknown => {
  const text = JSON.stringify(retold)
  if (!text.includes(from)) throw new Error(`there is no ${from}`)
  return JSON.parse(text.replace(from, to))
}

describe('retoldOffer', () => {
  it('finds the listed offer behind its retelling, in any order of rules', () => {
    expect(retoldOffer(retold, [offer], parties)).toBe(offer)
    const turned = { ...retold, permission: retold.permission.toReversed() }
    expect(retoldOffer(turned, [{ ...offer, '@id': 'other' }, offer], parties)).toBe(offer)
  })

  it.each([
    ['another id', '"urn:uuid:o"', '"urn:uuid:p"'],
    ['another price', '"100"', '"1"'],
    ['another unit', '"100"', `"100","${unitProperty}":"https://x.example/euro"`],
    ['one delivery less', JSON.stringify(both), '"api"'],
    ['another operator', '"gteq"', '"lteq"'],
    ['a constraint less', `,${JSON.stringify(rounds)}`, ''],
    ['no payment', '"obligation"', '"https://x.example/obligation"'],
    ['a prohibition less', '{"action":"https://w3id.org/lianshu/ns/1/analyze"},', ''],
    ['another profile', '"target"', '"profile":"https://x.example/profile","target"'],
    ['somebody else as assignee', '"target"', '"assignee":"did:web:x","target"'],
    ['a property of its own', '"action"', '"https://x.example/p":"q","action"'],
  ])('finds nothing behind a retelling with %s', (_what, from, to) => {
    expect(retoldOffer(changed(from, to), [offer], parties)).toBeUndefined()
  })

  it('leaves an offer that is meant for somebody else alone', () => {
    const listed: Offer = { ...offer, assignee: 'did:web:x' } as Offer
    expect(retoldOffer(retold, [listed], parties)).toBeUndefined()
  })

  it('takes no request that kept its profile: that one is compared by its meaning', () => {
    const kept = { ...retold, profile: lianshuProfile }
    expect(retoldOffer(kept, [offer], parties)).toBeUndefined()
  })

  it.each([
    ['cannot be made a text', { '@value': { toString: 1 } }],
    ['hides how deep it is', [`${'['.repeat(200_000)}${']'.repeat(200_000)}`]],
  ])('finds nothing behind a literal that %s', (_what, rightOperand) => {
    const [first, ...rest] = retold.permission
    const constraint = [{ ...first!.constraint[0], rightOperand }]
    const hostile = { ...retold, permission: [{ ...first, constraint }, ...rest] }
    expect(retoldOffer(hostile, [offer], parties)).toBeUndefined()
  })
})
