import type { Outbox } from '@lianshu/kernel'
import { sql } from 'drizzle-orm'
import { outbox } from './schema/node.ts'
import type { Work } from './work.ts'

/** The channel that tells relays of new messages; heard when the transaction that added them commits. */
export const outboxChannel = 'lianshu_outbox'

/** The Outbox of one unit of work. Adding a message id again changes nothing: it is on its way already. */
export function bindOutbox(work: Work): Outbox {
  return {
    async add({ to, ...message }) {
      await work.write({
        ...{ table: outbox, mustTouch: false },
        statement: (db) =>
          db
            .insert(outbox)
            .values({ ...message, destination: to, body: { content: message.body } })
            .onConflictDoNothing({ target: [outbox.participantId, outbox.id] })
            .returning({ told: sql`pg_notify(${outboxChannel}, '')` }),
      })
    },
  }
}
