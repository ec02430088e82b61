import type { Side } from '@lianshu/exchange'
import type { LogRecord } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import type { Story } from '../plan/plan.ts'
import { agreeingSides } from '../testing/agreeing-sides.ts'
import { judge } from './judge.ts'
import type { SideSnapshot } from './snapshot.ts'

/** The rules that are broken once one side is changed. */
function broken(side: Side, change: (side: SideSnapshot) => Partial<SideSnapshot>) {
  const sides = agreeingSides()
  const changed = { ...sides, [side]: { ...sides[side], ...change(sides[side]) } }
  return [...new Set(judge(changed).map(({ rule }) => rule))]
}

const edited = <T extends object>(items: readonly T[], change: object): T[] =>
  items.map((item) => ({ ...item, ...change }))

const without = (records: readonly LogRecord[], type: string) =>
  records.filter((record) => record.type !== type)

describe('the judge', () => {
  it('finds nothing where both sides agree', () => {
    expect(judge(agreeingSides())).toEqual([])
  })

  it('finds a state that one side has alone', () => {
    const states = broken('provider', ({ negotiations }) => ({
      negotiations: edited(negotiations, { state: 'VERIFIED' }),
    }))
    expect(states).toContain('same state')
    expect(states).toContain('at rest')
  })

  it('finds a process that one side does not have, or has twice', () => {
    expect(broken('provider', () => ({ transfers: [] }))).toContain('one copy')
    const doubled = broken('provider', ({ transfers }) => ({
      transfers: [...transfers, ...edited(transfers, { id: 'urn:t:again' })],
    }))
    expect(doubled).toContain('one copy')
  })

  it('finds an agreement on one side only, and one that differs in a letter', () => {
    expect(broken('consumer', () => ({ agreements: [] }))).toContain('agreement on both sides')
    const other = broken('consumer', ({ agreements }) => ({
      agreements: edited(agreements, { policy: { '@id': 'urn:a', target: 'urn:e' } }),
    }))
    expect(other).toEqual(['agreement letter for letter'])
    const unsigned = broken('provider', ({ agreements }) => ({
      agreements: edited(agreements, { consumerSignature: undefined }),
    }))
    expect(unsigned).toEqual(['agreement letter for letter'])
  })

  it('finds a doubled agreement and one that outlives its negotiation', () => {
    const doubled = broken('provider', ({ agreements }) => ({
      agreements: [...agreements, ...edited(agreements, { id: 'urn:b' })],
    }))
    expect(doubled).toContain('one agreement')
    const ended = broken('consumer', ({ agreements }) => ({
      agreements: edited(agreements, { state: 'ENDED' }),
    }))
    expect(ended).toContain('agreement follows negotiation')
    expect(ended).toContain('agreement in one state')
  })

  it('finds a step that was taken twice, left out, or never sent', () => {
    const twice = broken('provider', ({ records }) => ({
      records: records.flatMap((record) =>
        record.type === 'transfer.started' ? [record, record] : [record],
      ),
    }))
    expect(twice).toContain('history')
    const leftOut = broken('consumer', ({ records }) => ({
      records: without(records, 'negotiation.agreed'),
    }))
    expect(leftOut).toContain('history')
    const unsent = broken('consumer', ({ records }) => ({
      records: records.map((record) =>
        record.type === 'transfer.completed'
          ? { ...record, actor: agreeingSides().provider.participantId }
          : record,
      ),
    }))
    expect(unsent).toContain('history')
  })

  it('finds a gate that stays open, and one that opened for no start more than once', () => {
    const [opened, closed] = agreeingSides().provider.gateEffects
    expect(broken('provider', () => ({ gateEffects: [opened!] }))).toContain('gate')
    const opening = (times: number) =>
      broken('provider', () => ({ gateEffects: Array(times).fill([opened!, closed!]).flat() }))
    expect(opening(2)).toEqual([])
    expect(opening(3)).toEqual(['gate opens once'])
  })

  it('finds messages that were given up or still wait', () => {
    const message = { processId: 'urn:t:consumer', lastError: 'no answer' }
    expect(broken('consumer', () => ({ dead: [message] }))).toEqual(['dead letter'])
    expect(broken('consumer', () => ({ waiting: [message] }))).toEqual(['outbox empty'])
  })

  it('lets a provider keep the ended draft of an agreement that the consumer never took', () => {
    const sides = agreeingSides()
    const ended = (side: SideSnapshot, agreements: SideSnapshot['agreements']): SideSnapshot => ({
      ...side,
      negotiations: edited(side.negotiations, { state: 'TERMINATED' }),
      agreements: edited(agreements, { state: 'ENDED' }),
      records: [
        ...without(without(side.records, 'agreement.finalized'), 'negotiation.verified'),
        {
          ...side.records[0]!,
          actor: sides.consumer.participantId,
          type: 'negotiation.terminated',
        },
      ],
    })
    const { consumer, provider } = sides
    const rules = judge({
      consumer: ended(consumer, []),
      provider: ended(provider, provider.agreements),
    })
    expect(rules.filter(({ rule }) => rule.startsWith('agreement'))).toEqual([])
  })

  it('finds a gate that the provider does not remember', () => {
    const forgotten = broken('provider', ({ transfers }) => ({
      transfers: edited(transfers, { gate: 'open' }),
    }))
    expect(forgotten).toEqual(['gate remembered'])
  })
})

describe('the judge, who knows the plan', () => {
  const transfer: Story = {
    ...{ name: '1.0', kind: 'transfer', gate: 'open', startsAfter: 0, traps: [] },
    orders: [{ by: 'consumer', step: 'complete', at: 'STARTED' }],
  }
  const told = (
    story: Story,
    change: (sides: ReturnType<typeof agreeingSides>) => object = () => ({}),
  ) => {
    const sides = agreeingSides()
    const storyOf = (pid: string) => (pid.startsWith('urn:t') ? story : undefined)
    return judge({ ...sides, ...change(sides), storyOf }).map(({ rule }) => rule)
  }

  it('finds nothing where the plan was kept', () => {
    expect(told(transfer)).toEqual([])
  })

  it('finds an end on which both agree, and which nobody planned', () => {
    expect(told({ ...transfer, orders: [] })).toEqual(['plan kept'])
  })

  it('takes any end where steps may cross', () => {
    const crossed = {
      edge: { kind: 'transfer', from: '', to: 'REQUESTED', by: 'consumer' },
    } as const
    const traps = [{ ...crossed, fault: 'crossed', milliseconds: 0, either: true }] as const
    expect(told({ ...transfer, orders: [], traps })).toEqual([])
  })

  it('finds a step that only one side has heard of, and one that was refused for good', () => {
    const unheard = told(transfer, ({ provider }) => ({
      provider: {
        ...provider,
        records: provider.records.flatMap((record) =>
          record.type === 'transfer.completed'
            ? [
                ...['transfer.suspended', 'transfer.started'].map((type) => ({
                  ...record,
                  actor: provider.participantId,
                  type,
                })),
                record,
              ]
            : [record],
        ),
      },
    }))
    expect(unheard).toContain('same history')
    const refused = told(transfer, ({ consumer }) => ({
      consumer: { ...consumer, records: edited(consumer.records, { reason: 'peer.refused' }) },
    }))
    expect(refused).toContain('refused')
  })
})
