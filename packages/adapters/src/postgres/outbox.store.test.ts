import { silentLogger, systemClock } from '@lianshu/kernel'
import { describeOutbox, type Opened, type OutboxSubject, seededWorld } from '@lianshu/testkit'
import { describe } from 'vitest'
import { openTestDatabase } from '../testing/test-database.ts'
import { createDeadLetters } from './dead-letters.ts'
import { bindOutbox } from './outbox.ts'
import { startOutboxRelay } from './outbox-relay.ts'
import { createRelayHere, type RelayHere } from './outbox-relay-here.ts'
import { createTransactor } from './transactor.ts'

describe.each([
  { where: 'in another process', meet: () => undefined },
  { where: 'in the same process', meet: createRelayHere },
])('with its relay $where', ({ meet }) => {
  describeOutbox(() => openOutbox(meet()))
})

async function openOutbox(here: RelayHere | undefined) {
  const { db, url, close } = await openTestDatabase()
  return {
    subject: {
      transactor: createTransactor(db, (work) => bindOutbox(work, here)),
      startRelay: ({ deliver, settled, maxAttempts }) =>
        startOutboxRelay({
          ...{ databaseUrl: url, here, deliver, maxAttempts, concurrency: 4 },
          settle: async (_work, message, delivery) => settled?.(message, delivery),
          ...{ clock: systemClock, random: seededWorld().random, logger: silentLogger },
        }),
      deadLetters: (participantId) => createDeadLetters(db).list(participantId),
      retry: (participantId, id) => createDeadLetters(db).retry(participantId, id),
      drop: (participantId, id) => createDeadLetters(db).drop(participantId, id),
    },
    close,
  } satisfies Opened<OutboxSubject>
}
