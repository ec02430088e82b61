import { silentLogger, systemClock } from '@lianshu/kernel'
import { describeOutbox, seededWorld } from '@lianshu/testkit'
import { openTestDatabase } from '../testing/test-database.ts'
import { createDeadLetters } from './dead-letters.ts'
import { bindOutbox } from './outbox.ts'
import { startOutboxRelay } from './outbox-relay.ts'
import { createTransactor } from './transactor.ts'

describeOutbox(async () => {
  const { db, url, close } = await openTestDatabase()
  return {
    subject: {
      transactor: createTransactor(db, bindOutbox),
      startRelay: ({ deliver, settled, maxAttempts }) =>
        startOutboxRelay({
          ...{ databaseUrl: url, deliver, maxAttempts, concurrency: 4 },
          settle: async (_tx, message, delivery) => settled?.(message, delivery),
          ...{ clock: systemClock, random: seededWorld().random, logger: silentLogger },
        }),
      deadLetters: (participantId) => createDeadLetters(db).list(participantId),
      retry: (participantId, id) => createDeadLetters(db).retry(participantId, id),
      drop: (participantId, id) => createDeadLetters(db).drop(participantId, id),
    },
    close,
  }
})
