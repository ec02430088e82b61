import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger, systemClock, systemRandom } from '@lianshu/kernel'
import { testDid } from '@lianshu/testkit'
import { expect, it, vi } from 'vitest'
import { spawnChild } from '../testing/spawn-child.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import { bindInbox } from './inbox.ts'
import { bindOutbox } from './outbox.ts'
import { startOutboxRelay } from './outbox-relay.ts'
import { createTransactor } from './transactor.ts'

it('delivers again, and settles once, after a kill between delivery and settlement', async () => {
  const { db, url, close } = await openTestDatabase()
  const directory = await mkdtemp(join(tmpdir(), 'lianshu-crash-'))
  const notes = join(directory, 'notes')
  const key = { participantId: testDid('a'), counterpartyId: testDid('b'), messageId: 'm1' }
  const child = await spawnChild('crashing-relay-child.ts', url, notes)
  const died = once(child.process, 'exit')
  await createTransactor(db, bindOutbox).run((outbox) =>
    outbox.add({
      ...{ id: 'm1', participantId: key.participantId, counterpartyId: key.counterpartyId },
      ...{ to: 'https://b.example/', body: {}, processId: 'p', kind: 'negotiation' },
    }),
  )
  expect(await died).toEqual([null, 'SIGKILL'])
  expect(await readFile(notes, 'utf8')).toBe('m1\n')

  const delivered: string[] = []
  const started = performance.now()
  const relay = await startOutboxRelay({
    databaseUrl: url,
    async deliver(message) {
      delivered.push(message.id)
      return { kind: 'delivered', status: 200, answer: null }
    },
    settle: (tx) => bindInbox(tx).record(key, { status: 200, body: 'settled' }),
    ...{ clock: systemClock, random: systemRandom, logger: silentLogger },
  })
  await vi.waitFor(
    async () => expect((await bindInbox(db).firstAnswer(key))?.body).toBe('settled'),
    { timeout: 10_000, interval: 10 },
  )
  expect(performance.now() - started).toBeLessThan(4000)
  expect(delivered).toEqual(['m1'])
  expect(await db.$client`select * from outbox`).toHaveLength(0)
  await relay.stop()
  await close()
  await rm(directory, { recursive: true })
})
