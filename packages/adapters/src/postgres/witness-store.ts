import { domainError, err, ok } from '@lianshu/kernel'
import type { LogHead, WitnessStore } from '@lianshu/trust'
import { and, eq, sql } from 'drizzle-orm'
import type { Queries } from './open-database.ts'
import { witnessedHeads } from './schema/log.ts'

/** What witnesses of this node remember of other nodes' logs. */
export function createWitnessStore(db: Queries): WitnessStore {
  return {
    async lastSeen(witness, origin) {
      const [row] = await db
        .select({ head: witnessedHeads.head })
        .from(witnessedHeads)
        .where(and(eq(witnessedHeads.witness, witness), eq(witnessedHeads.origin, origin)))
      return row?.head as LogHead | undefined
    },
    async remember(witness, previous, next) {
      const { origin } = next
      const written =
        previous === undefined
          ? await db
              .insert(witnessedHeads)
              .values({ witness, origin, head: next })
              .onConflictDoNothing()
              .returning({ origin: witnessedHeads.origin })
          : await db
              .update(witnessedHeads)
              .set({ head: next })
              .where(
                and(
                  eq(witnessedHeads.witness, witness),
                  eq(witnessedHeads.origin, origin),
                  sql`${witnessedHeads.head} = ${JSON.stringify(previous)}::jsonb`,
                ),
              )
              .returning({ origin: witnessedHeads.origin })
      if (written.length === 1) return ok(undefined)
      return err(domainError('conflict.stale', `another head of ${origin} was seen meanwhile`))
    },
  }
}
