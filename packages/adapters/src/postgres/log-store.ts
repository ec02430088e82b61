import { type Did, domainError, err, type LogRecord, ok } from '@lianshu/kernel'
import type { Cosignature, LogStore, PlacedBatch, SignedHead } from '@lianshu/trust'
import { and, asc, desc, eq, gt, gte, isNull, lt, max, sql } from 'drizzle-orm'
import type { Queries } from './open-database.ts'
import { logCosignatures, logHeads, logNodes, logRecords } from './schema/log.ts'

/** The transparency logs of a node's participants. */
export function createLogStore(db: Queries): LogStore {
  return {
    async pending() {
      const rows = await db
        .selectDistinct({ participantId: logRecords.participantId })
        .from(logRecords)
        .where(isNull(logRecords.leaf))
      return rows.map(({ participantId }) => participantId as Did)
    },

    async unsequenced(participantId, limit) {
      const rows = await db
        .select()
        .from(logRecords)
        .where(and(eq(logRecords.participantId, participantId), isNull(logRecords.leaf)))
        .orderBy(asc(logRecords.id))
        .limit(limit)
      return rows.map((row) => ({ id: String(row.id), record: parse(row.record) }))
    },

    place: (participantId, batch) => place(db, participantId, batch),

    async entries(participantId, from, to) {
      const rows = await db
        .select({ leaf: logRecords.leaf, record: logRecords.record })
        .from(logRecords)
        .where(
          and(
            eq(logRecords.participantId, participantId),
            gte(logRecords.leaf, from),
            lt(logRecords.leaf, to),
          ),
        )
        .orderBy(asc(logRecords.leaf))
      return rows.map((row) => ({ index: row.leaf as number, record: parse(row.record) }))
    },

    async nodes(participantId, positions) {
      if (positions.length === 0) return []
      const wanted = sql.join(
        positions.map(({ level, index }) => sql`(${level}::int, ${index}::bigint)`),
        sql`, `,
      )
      const rows = await db
        .select()
        .from(logNodes)
        .where(
          and(
            eq(logNodes.participantId, participantId),
            sql`(${logNodes.level}, ${logNodes.index}) in (${wanted})`,
          ),
        )
      const hashes = new Map(rows.map((row) => [`${row.level}/${row.index}`, row.hash]))
      return positions.map(({ level, index }) => {
        const hash = hashes.get(`${level}/${index}`)
        if (hash === undefined) throw new Error(`the log has no node at level ${level}, ${index}`)
        return hash
      })
    },

    size: (participantId) => sizeOf(db, participantId),

    async heads(participantId, limit, afterSize = -1) {
      const rows = await db
        .select({ signedHead: logHeads.signedHead })
        .from(logHeads)
        .where(and(eq(logHeads.participantId, participantId), gt(logHeads.size, afterSize)))
        .orderBy(asc(logHeads.size))
        .limit(limit)
      return rows.map((row) => row.signedHead as SignedHead)
    },

    async latestHead(participantId) {
      const [row] = await db
        .select({ signedHead: logHeads.signedHead })
        .from(logHeads)
        .where(eq(logHeads.participantId, participantId))
        .orderBy(desc(logHeads.size))
        .limit(1)
      return row?.signedHead as SignedHead | undefined
    },

    async addCosignature(participantId, cosignature) {
      const { witness, head } = cosignature.statement
      await db
        .insert(logCosignatures)
        .values({ participantId, witness, size: head.size, root: head.root, cosignature })
        .onConflictDoNothing()
    },

    async cosignatures(participantId) {
      const rows = await db
        .select({ cosignature: logCosignatures.cosignature })
        .from(logCosignatures)
        .where(eq(logCosignatures.participantId, participantId))
        .orderBy(asc(logCosignatures.size), asc(logCosignatures.witness))
      return rows.map((row) => row.cosignature as Cosignature)
    },
  }
}

async function sizeOf(db: Queries, participantId: Did): Promise<number> {
  const [row] = await db
    .select({ last: max(logRecords.leaf) })
    .from(logRecords)
    .where(eq(logRecords.participantId, participantId))
  return (row?.last ?? -1) + 1
}

const stale = (participantId: Did, fromSize: number) =>
  err(domainError('conflict.stale', `the log of ${participantId} no longer has size ${fromSize}`))

const place = (db: Queries, participantId: Did, batch: PlacedBatch) =>
  db.transaction(async (tx) => {
    // One sequencer at a time per participant; a second one then sees the new size and gives up.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${participantId}, 7400002))`)
    if ((await sizeOf(tx, participantId)) !== batch.fromSize) {
      return stale(participantId, batch.fromSize)
    }
    if (batch.ids.length > 0) await placeRecords(tx, participantId, batch)
    if (batch.nodes.length > 0) {
      await tx.insert(logNodes).values(batch.nodes.map((node) => ({ participantId, ...node })))
    }
    await tx
      .insert(logHeads)
      .values({ participantId, size: batch.head.head.size, signedHead: batch.head })
      .onConflictDoUpdate({
        target: [logHeads.participantId, logHeads.size],
        set: { signedHead: batch.head },
      })
    return ok(undefined)
  })

/** Throws when an id is not a pending record of this participant: the batch was not made from it. */
async function placeRecords(tx: Queries, participantId: Did, batch: PlacedBatch): Promise<void> {
  const order = sql.join(
    batch.ids.map((id, offset) => sql`(${id}::bigint, ${batch.fromSize + offset}::bigint)`),
    sql`, `,
  )
  const placed = await tx
    .update(logRecords)
    .set({ leaf: sql`placed.leaf` })
    .from(sql`(values ${order}) as placed (id, leaf)`)
    .where(
      and(
        sql`${logRecords.id} = placed.id`,
        eq(logRecords.participantId, participantId),
        isNull(logRecords.leaf),
      ),
    )
    .returning({ id: logRecords.id })
  if (placed.length !== batch.ids.length) {
    throw new Error(`${batch.ids.length - placed.length} records of the batch are not pending`)
  }
}

const parse = (record: string): LogRecord => JSON.parse(record) as LogRecord
