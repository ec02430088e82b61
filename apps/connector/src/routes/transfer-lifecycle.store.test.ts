import type { Transfer } from '@lianshu/exchange'
import { ok } from '@lianshu/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTwoSides, type SideName, type TwoSides } from '../testing/two-sides.ts'

// What the official kit leaves out of transfers (it disables TP:02-04 and TP_C:02-04), between two members.
let sides: TwoSides
let agreementId: string | undefined
let pids: Readonly<Record<SideName, string>>
const calls: string[] = []
const format = 'HttpData-PULL'
const reason = { reason: 'the test says so' }

beforeAll(async () => {
  const gate = {
    open: async ({ state }: Transfer) => {
      calls.push(`open ${state}`)
      return ok(undefined)
    },
    close: async ({ state }: Transfer) => void calls.push(`close ${state}`),
  }
  sides = await openTwoSides({ gates: { [format]: gate } })
  const { mine } = await sides.request()
  agreementId = (await sides.reaches('trainer', 'negotiations', mine, 'FINALIZED')).agreementId
})
afterAll(() => sides?.close())

const bothAre = async (state: string) => {
  for (const side of ['plant', 'trainer'] as const) {
    const reached = await sides.reaches<Transfer>(side, 'transfers', pids[side], state)
    expect([side, reached.state]).toEqual([side, state])
  }
}
const act = (side: SideName, step: string, body: object = {}) =>
  sides.manage<Transfer>(side, `/transfers/${pids[side]}/${step}`, body)
const statusOf = async (side: SideName, step: string, body: object = {}) => {
  const headers = { 'x-api-key': sides.node.apiKey }
  const path = `/api/participants/${side}/transfers/${pids[side]}/${step}`
  return (await sides.node.ask(path, { body, headers })).status
}

beforeEach(async () => {
  const { id } = await sides.manage<Transfer>('trainer', '/transfers', { agreementId, format })
  const started = await sides.reaches<Transfer>('trainer', 'transfers', id, 'STARTED')
  pids = { trainer: id, plant: started.counterpartyPid ?? '' }
  calls.length = 0
})

describe('a running transfer', () => {
  it('is paused by the consumer, resumed by it, and completed by it', async () => {
    await act('trainer', 'suspend', reason)
    await bothAre('SUSPENDED')
    await act('trainer', 'start')
    await bothAre('STARTED')
    await act('trainer', 'complete')
    await bothAre('COMPLETED')
    expect(calls[0]).toBe('close SUSPENDED')
    expect(calls).toContain('open STARTED')
  })

  it('is paused by the consumer and resumed by the provider, who completes it', async () => {
    await act('trainer', 'suspend', reason)
    await bothAre('SUSPENDED')
    await act('plant', 'start')
    await bothAre('STARTED')
    await act('plant', 'complete')
    await bothAre('COMPLETED')
  })

  it('paused by the provider is the provider’s to resume, again and again', async () => {
    for (let time = 0; time < 2; time++) {
      await act('plant', 'suspend', reason)
      await bothAre('SUSPENDED')
      expect(await statusOf('trainer', 'start')).toBe(409)
      await act('plant', 'start')
      await bothAre('STARTED')
    }
    await act('plant', 'terminate', reason)
    await bothAre('TERMINATED')
  })

  it.each(['plant', 'trainer'] as const)(
    'that the %s paused may be ended by either, and then nothing more',
    async (side) => {
      await act(side, 'suspend', reason)
      await bothAre('SUSPENDED')
      expect(await statusOf(side, 'complete')).toBe(409)
      await act('trainer', 'terminate', reason)
      await bothAre('TERMINATED')
      for (const step of ['start', 'complete']) expect(await statusOf('plant', step)).toBe(409)
      expect(await statusOf('plant', 'suspend', reason)).toBe(409)
    },
  )
})
