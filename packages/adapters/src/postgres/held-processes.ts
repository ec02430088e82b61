import {
  type HeldProcess,
  type HeldProcesses,
  negotiationMachine,
  transferMachine,
} from '@lianshu/exchange'
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { negotiations, transfers } from './schema/exchange.ts'
import type { Work } from './work.ts'

const openIn = (machine: typeof negotiationMachine | typeof transferMachine): string[] =>
  machine.states.filter((state) => !machine.isTerminal(state as never))

/**
 * What waits for a person, of both kinds in one order. Deadlines are ISO 8601 texts of one form, so their
 * order as texts is theirs in time.
 */
export function bindHeldProcesses(work: Work): HeldProcesses {
  return {
    async find(participantId, { limit, after }) {
      const [deadline = '', id = ''] = after?.split(' ', 2) ?? []
      const heldIn = (
        kind: HeldProcess['kind'],
        table: typeof negotiations | typeof transfers,
        open: string[],
      ) => {
        const decideBy = sql<string>`${table.body}->>'decideBy'`
        const isBehind: SQL | undefined =
          after === undefined ? undefined : sql`(${decideBy}, ${table.id}) > (${deadline}, ${id})`
        return work
          .reader()
          .select({
            kind: sql<HeldProcess['kind']>`${kind}::text`.as('kind'),
            ...{ id: table.id, version: table.version, body: table.body },
            decideBy: decideBy.as('decide_by'),
          })
          .from(table)
          .where(
            and(
              eq(table.participantId, participantId),
              inArray(table.state, open),
              sql`${decideBy} is not null`,
              isBehind,
            ),
          )
      }
      const rows = await unionAll(
        heldIn('negotiation', negotiations, openIn(negotiationMachine)),
        heldIn('transfer', transfers, openIn(transferMachine)),
      )
        .orderBy(asc(sql`decide_by`), asc(sql`id`))
        .limit(limit)
      return rows.map(({ kind, id, version, body }) => {
        const process = { ...(body as object), participantId, id, version }
        return { kind, process } as HeldProcess
      })
    },
  }
}
