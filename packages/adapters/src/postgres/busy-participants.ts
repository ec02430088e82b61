import { negotiationMachine, transferMachine } from '@lianshu/exchange'
import type { Did } from '@lianshu/kernel'
import { inArray } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Queries } from './open-database.ts'
import { negotiations, transfers } from './schema/exchange.ts'

/** Who has a negotiation or a transfer that has not ended: asked once for all that a node hosts. */
export async function busyParticipants(db: Queries): Promise<readonly Did[]> {
  const rows = await union(
    db
      .select({ id: negotiations.participantId })
      .from(negotiations)
      .where(inArray(negotiations.state, openStates(negotiationMachine))),
    db
      .select({ id: transfers.participantId })
      .from(transfers)
      .where(inArray(transfers.state, openStates(transferMachine))),
  )
  return rows.map(({ id }) => id as Did)
}

const openStates = <State extends string>(machine: {
  readonly states: readonly State[]
  isTerminal(state: State): boolean
}): State[] => machine.states.filter((state) => !machine.isTerminal(state))
