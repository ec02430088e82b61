import type { Transfer } from '@lianshu/exchange'
import { type Did, silentLogger } from '@lianshu/kernel'
import { expect, it, vi } from 'vitest'
import { showMembership } from './show-membership.ts'

const plant = 'did:web:plant' as Did
const transfer = (id: string, state: string, counterpartyId: string, counterpartyPid?: string) =>
  ({ id, state, counterpartyId, counterpartyPid, participantId: plant }) as Transfer
const transfers = [
  transfer('1', 'STARTED', 'did:web:a', 'their-1'),
  transfer('2', 'SUSPENDED', 'did:web:a', 'their-2'),
  transfer('3', 'SUSPENDED', 'did:web:b', 'their-3'),
  transfer('4', 'COMPLETED', 'did:web:c', 'their-4'),
  transfer('5', 'REQUESTED', 'did:web:d'),
]

it('shows a membership once to each counterparty of an open transfer that can be asked', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const asked: string[] = []
  const show = showMembership(
    {
      exchange: {
        transfers: {
          find: async (_, { state }, page) =>
            page?.after ? [] : transfers.filter((one) => one.state === state),
        },
      },
      participants: { all: async () => [{ id: plant } as never] },
      askState: async ({ counterpartyId }) => {
        asked.push(counterpartyId)
        return undefined
      },
      logger: silentLogger,
    },
    1000,
  )
  vi.advanceTimersByTime(1000)
  await vi.waitFor(() => expect(asked).toHaveLength(2), 10_000)
  await show.stop()
  vi.useRealTimers()
  expect(asked.toSorted()).toEqual(['did:web:a', 'did:web:b'])
})
