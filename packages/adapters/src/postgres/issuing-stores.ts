import type { Did, VersionedStore } from '@lianshu/kernel'
import type { Issuance, IssuedCredential, IssuedCredentials } from '@lianshu/trust'
import {
  and,
  asc,
  count,
  eq,
  gt,
  inArray,
  isNull,
  lt,
  lte,
  notExists,
  notInArray,
  or,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { credentialRequests, issuedCredentials, isUndelivered } from './schema/issuing.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** What holders asked an issuer for. */
export function bindIssuances(work: Work): VersionedStore<Issuance, 'state' | 'holder'> {
  return createVersionedStore<Issuance, 'state' | 'holder'>(work, credentialRequests, {
    state: ({ state }) => state,
    toKeys: ({ holder }) => ({ holder }),
  })
}

/** Credentials that issuers of this node gave. */
export function bindIssuedCredentials(work: Work): IssuedCredentials {
  const table = issuedCredentials
  const newer = alias(table, 'newer')
  const ofIssuer = (issuer: Did) => eq(table.participantId, issuer)
  const undelivered = (issuer: Did) =>
    work
      .reader()
      .select({ id: credentialRequests.id })
      .from(credentialRequests)
      .where(
        and(eq(credentialRequests.participantId, issuer), isUndelivered(credentialRequests.body)),
      )
  const ofHolder = (issuer: Did, holder: Did) => and(ofIssuer(issuer), eq(table.holder, holder))
  return {
    async record({ issuer, ...credential }) {
      const recorded = await work
        .atOnce()
        .insert(table)
        .values({ participantId: issuer, ...credential })
        .onConflictDoNothing()
        .returning({ id: table.id })
      return recorded.length === 1
    },
    async ofHolder(issuer, holder) {
      const rows = await work
        .reader()
        .select()
        .from(table)
        .where(ofHolder(issuer, holder))
        .orderBy(asc(table.issuedAt), asc(table.id))
      return rows.map(fromRow)
    },
    async move(issuer, holder, { from, to }) {
      const moved = await work
        .atOnce()
        .update(table)
        .set({ state: to })
        .where(and(ofHolder(issuer, holder), inArray(table.state, [...from])))
        .returning({ id: table.id })
      return moved.length
    },
    async placesIn(issuer, list, states) {
      const rows = await work
        .reader()
        .select({ place: table.statusIndex })
        .from(table)
        .where(and(ofIssuer(issuer), eq(table.statusList, list), inArray(table.state, [...states])))
      return rows.map(({ place }) => place)
    },
    async taken(issuer, list) {
      const [row] = await work
        .reader()
        .select({ taken: count() })
        .from(table)
        .where(and(ofIssuer(issuer), eq(table.statusList, list)))
      return row?.taken ?? 0
    },
    async toRenew(issuer, { before, toldBefore, limit }) {
      const replacement = work
        .reader()
        .select({ id: newer.id })
        .from(newer)
        .where(
          and(
            eq(newer.participantId, table.participantId),
            eq(newer.holder, table.holder),
            eq(newer.objectId, table.objectId),
            eq(newer.state, 'VALID'),
            gt(newer.issuedAt, table.issuedAt),
            or(isNull(newer.request), notInArray(newer.request, undelivered(issuer))),
          ),
        )
      const rows = await work
        .reader()
        .select()
        .from(table)
        .where(
          and(
            ofIssuer(issuer),
            eq(table.state, 'VALID'),
            or(lt(table.validUntil, before), inArray(table.request, undelivered(issuer))),
            or(isNull(table.offeredAt), lte(table.offeredAt, toldBefore)),
            notExists(replacement),
          ),
        )
        .orderBy(asc(table.validUntil), asc(table.id))
        .limit(limit)
      return rows.map(fromRow)
    },
    async told(issuer, id, at) {
      await work
        .atOnce()
        .update(table)
        .set({ offeredAt: at })
        .where(and(ofIssuer(issuer), eq(table.id, id)))
    },
  }
}

function fromRow({
  participantId,
  holder,
  state,
  request,
  offeredAt: _offeredAt,
  ...row
}: typeof issuedCredentials.$inferSelect): IssuedCredential {
  return {
    ...row,
    request: request ?? undefined,
    issuer: participantId as Did,
    holder: holder as Did,
    state: state as IssuedCredential['state'],
  }
}
