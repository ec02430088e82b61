import type { Outbox } from '@lianshu/kernel'
import { sql } from 'drizzle-orm'
import type { RelayHere } from './outbox-relay-here.ts'
import { outbox } from './schema/node.ts'
import type { Work } from './work.ts'

/** The channel that tells relays of messages that nobody holds; heard when they are committed. */
export const outboxChannel = 'lianshu_outbox'

/**
 * The Outbox of one unit of work. Adding a message id again changes nothing: it is on its way already.
 * With a relay in this process, the message is in its hand from the start, unless an earlier one of the
 * same process is still to be sent; all others are held by nobody, and every relay is told.
 */
export function bindOutbox(work: Work, relay?: RelayHere): Outbox {
  return {
    async add(message) {
      const { to, body, ...fields } = message
      const holder = relay?.holder() ?? null
      const isFirst = sql`not exists (select 1 from ${outbox} earlier
        where earlier.participant_id = ${message.participantId}
          and earlier.process_id = ${message.processId} and earlier.dead_at is null)`
      const values = {
        ...{ ...fields, destination: to, body: { content: body } },
        heldBy: holder === null ? null : sql`case when ${isFirst} then ${holder}::text end`,
      }
      await work.write({
        ...{ table: outbox, mustTouch: false },
        statement: (db) =>
          db
            .insert(outbox)
            .values(values)
            .onConflictDoNothing({ target: [outbox.participantId, outbox.id] })
            .returning({
              position: sql`${outbox.position}`.as('position'),
              holder: sql`${outbox.heldBy}`.as('holder'),
              told: sql`case when ${outbox.heldBy} is null then pg_notify(${outboxChannel}, '') end`.as(
                'told',
              ),
            }),
        told({ position, holder: held }) {
          if (held !== null) relay?.take({ message, position: Number(position), attempts: 0 })
        },
      })
    },
  }
}
