import type { Outbox } from '@lianshu/kernel'
import { sql } from 'drizzle-orm'
import type { Queries } from './open-database.ts'
import { outbox } from './schema/node.ts'

/** The channel that tells relays of new messages; heard when the transaction that added them commits. */
export const outboxChannel = 'lianshu_outbox'

/** The Outbox of one transaction. Adding a message id again changes nothing: it is on its way already. */
export function bindOutbox(tx: Queries): Outbox {
  return {
    async add({ to, ...message }) {
      await tx
        .insert(outbox)
        .values({ ...message, destination: to, body: { content: message.body } })
        .onConflictDoNothing({ target: [outbox.participantId, outbox.id] })
      await tx.execute(sql`select pg_notify(${outboxChannel}, '')`)
    },
  }
}
