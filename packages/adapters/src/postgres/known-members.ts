import { negotiationMachine, transferMachine } from '@lianshu/exchange'
import type { Did } from '@lianshu/kernel'
import type { KnownMember, KnownMembers } from '@lianshu/trust'
import { and, eq, exists, inArray, or, sql } from 'drizzle-orm'
import { negotiations, transfers } from './schema/exchange.ts'
import { knownMembers } from './schema/membership.ts'
import type { Work } from './work.ts'

const openNegotiation = negotiationMachine.states.filter(
  (state) => !negotiationMachine.isTerminal(state),
)
const openTransfer = transferMachine.states.filter((state) => !transferMachine.isTerminal(state))

/** Whom the participants of one node have met. */
export function bindKnownMembers(work: Work): KnownMembers {
  return {
    async remember({ participantId, member, issuer, statuses, validUntil }) {
      const seen = { issuer, statuses, validUntil: validUntil ?? null }
      await work
        .atOnce()
        .insert(knownMembers)
        .values({ participantId, member, ...seen })
        .onConflictDoUpdate({
          target: [knownMembers.participantId, knownMembers.member],
          set: { ...seen, seenAt: sql`now()` },
        })
    },
    async trading() {
      const db = work.reader()
      const between = (table: typeof negotiations | typeof transfers) =>
        and(
          eq(table.participantId, knownMembers.participantId),
          eq(table.counterpartyId, knownMembers.member),
        )
      const negotiating = db
        .select({ one: sql`1` })
        .from(negotiations)
        .where(and(between(negotiations), inArray(negotiations.state, openNegotiation)))
      const transferring = db
        .select({ one: sql`1` })
        .from(transfers)
        .where(and(between(transfers), inArray(transfers.state, openTransfer)))
      const rows = await db
        .select()
        .from(knownMembers)
        .where(or(exists(negotiating), exists(transferring)))
      return rows.map(({ participantId, member, issuer, statuses, validUntil }) => ({
        ...{ participantId: participantId as Did, member: member as Did, issuer: issuer as Did },
        statuses: statuses as KnownMember['statuses'],
        validUntil: validUntil ?? undefined,
      }))
    },
  }
}
