import { negotiationMachine } from '@lianshu/exchange'
import type { Did } from '@lianshu/kernel'
import { inArray, isNotNull } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Queries } from './open-database.ts'
import { negotiations, transfers } from './schema/exchange.ts'

/** Who has a negotiation that has not ended, or a gate that is not shut: asked once for all that a node hosts. */
export async function busyParticipants(db: Queries): Promise<readonly Did[]> {
  const rows = await union(
    db
      .select({ id: negotiations.participantId })
      .from(negotiations)
      .where(inArray(negotiations.state, openNegotiations)),
    db.select({ id: transfers.participantId }).from(transfers).where(isNotNull(transfers.gate)),
  )
  return rows.map(({ id }) => id as Did)
}

const openNegotiations = negotiationMachine.states.filter(
  (state) => !negotiationMachine.isTerminal(state),
)
