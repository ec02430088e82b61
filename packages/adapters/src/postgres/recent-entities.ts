import type { Versioned } from '@lianshu/kernel'

/** Entities as this process stored them last: another replica may have gone on since. */
export interface RecentEntities {
  get(table: string, participantId: string, id: string): Versioned | undefined
  /** Keeps what has been committed, if it is not too long: `length` counts the characters of its JSON. */
  keep(table: string, entity: Versioned, length: number): void
  /** Drops what the database holds in another version, or not at all. */
  compare(table: string, participantId: string, id: string, version: number | undefined): void
}

/** A process that is under way comes again within a moment or after minutes. */
const maxKept = 1000
/** Usual ones have several thousand characters; a counterparty may write hundreds of times as many into its offer. */
const maxLength = 32_768

/** One per process that has replicas or none; the oldest make room. */
export function createRecentEntities(): RecentEntities {
  const kept = new Map<string, Versioned>()
  const keyOf = (table: string, participantId: string, id: string) =>
    `${table} ${participantId} ${id}`
  return {
    get: (table, participantId, id) => kept.get(keyOf(table, participantId, id)),
    keep(table, entity, length) {
      const key = keyOf(table, entity.participantId, entity.id)
      // Two commits may be heard of in the wrong order.
      if ((kept.get(key)?.version ?? 0) > entity.version) return
      kept.delete(key)
      if (length > maxLength) return
      if (kept.size >= maxKept) kept.delete(kept.keys().next().value!)
      kept.set(key, entity)
    },
    compare(table, participantId, id, version) {
      const key = keyOf(table, participantId, id)
      const known = kept.get(key)
      if (known && known.version !== version) kept.delete(key)
    },
  }
}

/**
 * For commits that a crash of the server may still take back (the relay's). What they stored is read again, not
 * believed: another replica may have stored the same version otherwise since, and a version proves nothing then.
 */
export const keepNothing = (recent: RecentEntities): RecentEntities => ({
  ...recent,
  keep: (table, { participantId, id }) => recent.compare(table, participantId, id, undefined),
})
