import {
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Page,
  type Versioned,
  type VersionedStore,
} from '@lianshu/kernel'
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  getTableName,
  gt,
  isNull,
  lt,
  type Query,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { RecentEntities } from './recent-entities.ts'
import type { VersionedTable } from './schema/versioned-table.ts'
import { type Row, run } from './statement.ts'
import { changesOf, fieldsOf, getOf } from './versioned-statements.ts'
import type { Work } from './work.ts'

export interface VersionedStoreOptions<T extends Versioned, Key extends keyof T> {
  /** The state column's text; entities without a state machine give a constant. */
  readonly state: (entity: T) => string
  /** Values of the table's extra columns, by property name. */
  readonly toKeys: (entity: T) => { readonly [K in Key]?: unknown }
  /** Reads the stored JSON; without it the body is taken as it was written. */
  readonly decode?: (body: unknown) => T
  /** Hears of every entity that was stored, once that has committed. */
  readonly changed?: (stored: NoInfer<T>) => void
  /** Where `recall` looks first. */
  readonly recent?: RecentEntities
}

/** Rows that one `find` returns when the caller names no page. */
const defaultLimit = 1000

/**
 * A VersionedStore on a `versionedTable`. The entity is stored as JSON, so it holds what JSON can
 * carry; `participantId`, `id` and `version` always come from the columns. A lost race shows as
 * `conflict.stale` once the other side has committed.
 */
export function createVersionedStore<T extends Versioned, Key extends keyof T & string = never>(
  work: Work,
  // biome-ignore lint/suspicious/noExplicitAny: extra columns differ by table and are found by name
  table: VersionedTable | any,
  options: VersionedStoreOptions<T, Key>,
): VersionedStore<T, Key> {
  const versioned = table as VersionedTable
  const columns = getTableColumns(table as VersionedTable) as unknown as Record<string, PgColumn>
  const { state, toKeys, decode = (body: unknown) => body as T, changed, recent } = options
  const name = getTableName(table)

  const statements = (entity: T) => changesOf(versioned, Object.keys(toKeys(entity)))
  const valuesOf = (entity: T, stored: T) => ({
    ...toKeys(entity),
    ...{ participantId: entity.participantId, id: entity.id },
    ...{ version: stored.version, state: state(entity), body: stored },
  })
  const fields = fieldsOf(versioned)
  const fromRow = (row: Row): T => ({
    ...decode(row.body),
    participantId: row.participant_id as Did,
    id: String(row.id),
    version: Number(row.version),
  })
  const identified = (participantId: string, id: string) =>
    and(eq(versioned.participantId, participantId), eq(versioned.id, id))

  const equals = (key: string, value: unknown): SQL => {
    const column = columns[key]
    if (column === undefined) throw new TypeError(`no column holds the key ${key}`)
    return value === null ? isNull(column) : eq(column, value)
  }
  const behind = (participantId: string, { after, newestFirst }: Page): SQL | undefined => {
    if (after === undefined) return undefined
    const place = sql`(select coalesce(max(${versioned.position}), 0) from ${versioned} where ${identified(participantId, after)})`
    return newestFirst ? lt(versioned.position, place) : gt(versioned.position, place)
  }

  /** `query` has the entity as text: the length of that is the least that keeping it costs. */
  const committed = (stored: T, query: Query) => () => {
    recent?.keep(name, stored, textLength(query))
    changed?.(stored)
  }
  const get = async (participantId: Did, id: string): Promise<T | undefined> => {
    const [row] = await run(work.reader(), getOf(versioned)({ participantId, id }))
    const found = row && fromRow(row)
    recent?.compare(name, participantId, id, found?.version)
    return found
  }

  return {
    get,

    async recall(participantId, id) {
      const known = recent?.get(name, participantId, id) as T | undefined
      return known && work.mayAssume(versioned) ? known : get(participantId, id)
    },

    async find(participantId, where, page: Page = { limit: defaultLimit }) {
      const conditions = Object.entries(where)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => equals(key, value))
      const rows = await work
        .reader()
        .select(fields)
        .from(versioned)
        .where(
          and(
            eq(versioned.participantId, participantId),
            ...conditions,
            behind(participantId, page),
          ),
        )
        .orderBy(page.newestFirst ? desc(versioned.position) : asc(versioned.position))
        .limit(page.limit)
      return rows.map(fromRow)
    },

    async insert(entity) {
      const stored = { ...entity, version: 1 }
      const query = statements(entity).insert(valuesOf(entity, stored))
      const inserted = await work.write({
        ...{ table: versioned, mustTouch: true, committed: committed(stored, query), query },
      })
      return inserted ? ok(stored) : err(existsError(entity.id))
    },

    async update(entity) {
      const stored = { ...entity, version: entity.version + 1 }
      const values = { ...valuesOf(entity, stored), versionRead: entity.version }
      const query = statements(entity).update(values)
      const updated = await work.write({
        ...{ table: versioned, mustTouch: true, committed: committed(stored, query), query },
      })
      if (!updated) recent?.compare(name, entity.participantId, entity.id, undefined)
      return updated ? ok(stored) : err(staleError(entity))
    },
  }
}

const textLength = ({ params }: Query): number =>
  params.reduce<number>((sum, one) => sum + (typeof one === 'string' ? one.length : 0), 0)

const existsError = (id: string): DomainError<'conflict.exists'> =>
  domainError('conflict.exists', `${id} exists already`)

const staleError = (entity: Versioned): DomainError<'conflict.stale'> =>
  domainError(
    'conflict.stale',
    `${entity.id} is no longer at version ${entity.version}: read it again and decide anew`,
  )
