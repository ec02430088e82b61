import type { Outbox } from '@lianshu/kernel'
import { sql } from 'drizzle-orm'
import type { RelayHere } from './outbox-relay-here.ts'
import { outbox } from './schema/node.ts'
import { slot, slots, statement, writer } from './statement.ts'
import type { Work } from './work.ts'

/** The channel that tells relays of messages that nobody holds; heard when they are committed. */
export const outboxChannel = 'lianshu_outbox'

const isFirst = sql`not exists (select 1 from ${outbox} earlier
  where earlier.participant_id = ${slot('participantId')}
    and earlier.process_id = ${slot('processId')} and earlier.dead_at is null)`
const addMessage = statement(() =>
  writer
    .insert(outbox)
    .values({
      ...slots('id', 'participantId', 'counterpartyId', 'destination', 'body'),
      ...slots('processId', 'kind'),
      heldBy: sql`case when ${isFirst} then ${slot('holder')}::text end`,
    })
    .onConflictDoNothing({ target: [outbox.participantId, outbox.id] })
    .returning({
      position: sql`${outbox.position}`.as('position'),
      holder: sql`${outbox.heldBy}`.as('holder'),
      told: sql`case when ${outbox.heldBy} is null then pg_notify(${sql.raw(`'${outboxChannel}'`)}, '') end`.as(
        'told',
      ),
    }),
)

/**
 * The Outbox of one unit of work. Adding a message id again changes nothing: it is on its way already.
 * With a relay in this process, the message is in its hand from the start, unless an earlier one of the
 * same process is still to be sent; all others are held by nobody, and every relay is told.
 */
export function bindOutbox(work: Work, relay?: RelayHere): Outbox {
  return {
    async add(message) {
      const { to: destination, body, ...fields } = message
      const holder = relay?.holder() ?? null
      await work.write({
        ...{ table: outbox, mustTouch: false },
        query: addMessage({ ...fields, destination, body: { content: body }, holder }),
        told({ position, holder: held }) {
          if (held !== null) relay?.take({ message, position: Number(position), attempts: 0 })
        },
      })
    },
  }
}
