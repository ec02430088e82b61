import {
  endAllWith,
  negotiationsToAdvance,
  requestContract,
  requestTransfer,
  transfersToAdvance,
} from '@lianshu/exchange'
import { unwrap } from '@lianshu/kernel'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  openNode,
  owner,
  pump,
  requestedOffer,
  type TestNode,
  trainer,
} from '../testing/exchange-pair.ts'

const copies = 1100
let consumer: TestNode
let provider: TestNode

/** A provider with more open processes than one answer of a store holds. */
beforeAll(async () => {
  consumer = await openNode(trainer)
  provider = await openNode(owner)
  const asked = { participantId: trainer, providerId: owner, offer: requestedOffer }
  const request = { ...asked, providerAddress: provider.address }
  unwrap(await requestContract(consumer.deps, request))
  await pump(consumer, provider)
  const [agreement] = await consumer.read((s) => s.agreements.find(trainer, {}))
  const format = 'FederatedTraining'
  unwrap(
    await requestTransfer(consumer.deps, {
      ...{ participantId: trainer, agreementId: agreement!.id, format },
    }),
  )
  await pump(consumer, provider)
  unwrap(await requestContract(consumer.deps, request))
  const [message] = await consumer.pending()
  // It came, and the process that was to go on with it was killed.
  await provider.receive(trainer, 'POST', '/negotiations/request', message!.body)
  for (const table of ['negotiations', 'transfers'] as const) {
    const open = table === 'transfers' ? `state = 'STARTED'` : `state = 'REQUESTED'`
    await copyRow(table, open)
  }
})
afterAll(async () => {
  await consumer?.close()
  await provider?.close()
})

async function copyRow(table: string, condition: string): Promise<void> {
  const columns = await provider.db.execute<{ name: string }>(
    sql`select column_name as name from information_schema.columns
        where table_name = ${table} and column_name not in ('id', 'position', 'counterparty_pid')`,
  )
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  await provider.db.execute(
    sql.raw(
      `insert into ${table} (id, counterparty_pid, ${names})
       select 'copy-' || n, 'their-' || n, ${names}
       from ${table}, generate_series(1, ${copies}) n where ${condition}`,
    ),
  )
}

const count = async (steps: AsyncIterable<{ readonly id: string }>) => {
  const ids = await Array.fromAsync(steps, ({ id }) => id)
  return [ids.length, new Set(ids).size]
}

describe('more processes than one answer of a store holds', () => {
  it('are all gone on with after a restart', async () => {
    const exchange = await provider.read(async (stores) => stores)
    const all = [copies + 1, copies + 1]
    expect(await count(negotiationsToAdvance(exchange, owner))).toEqual(all)
    expect(await count(transfersToAdvance(exchange, owner))).toEqual(all)
  })

  it('all end with a member who is one no more', async () => {
    const deps = { negotiating: provider.deps, transferring: provider.deps }
    const exchange = await provider.read(async (stores) => stores)
    const ended = await endAllWith(
      { ...deps, exchange },
      { participantId: owner, counterpartyId: trainer, code: 'x', reason: 'y' },
    )
    expect(ended.filter(({ result }) => result.ok)).toHaveLength(2 * copies + 2)
  })
})
