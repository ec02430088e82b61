import { is, Param, Placeholder, type Query, type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { Queries } from './open-database.ts'

/** Writes statements without a connection; `run` executes what its `toSQL` gives. */
export const writer = drizzle.mock()

/**
 * A statement of which only the values change: `slot` marks their places in what `write` builds. Its text
 * is made at the first use and kept; drizzle takes longer to write a statement than Postgres to run it.
 */
export function statement<Values extends object>(
  write: () => { toSQL(): Query },
): (values: Values) => Query {
  let made: { readonly sql: string; readonly fill: readonly Fill[] } | undefined
  return (values) => {
    made ??= prepare(write().toSQL())
    const given = values as Readonly<Record<string, unknown>>
    return { sql: made.sql, params: made.fill.map((fill) => fill(given)) }
  }
}

type Fill = (values: Readonly<Record<string, unknown>>) => unknown

const prepare = ({ sql, params }: Query) => ({ sql, fill: params.map(fillOf) })

/** How one place gets its value. Absent is null: what an entity has not must not stay in its row. */
function fillOf(param: unknown): Fill {
  if (is(param, Placeholder)) return (values) => values[param.name] ?? null
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param
  const { value, encoder } = param
  return (values) => {
    const given = values[value.name] ?? null
    return given === null ? null : encoder.mapToDriverValue(given)
  }
}

export const slot = (name: string): Placeholder => sql.placeholder(name)

/** Slots by their own names, for the values of an insert. */
export const slots = <Name extends string>(...names: Name[]): Record<Name, SQL> =>
  Object.fromEntries(names.map((name) => [name, slot(name)])) as unknown as Record<Name, SQL>

export type Row = Readonly<Record<string, unknown>>

/** Runs a statement, on the pool or in a transaction; rows are named by columns and values as the driver reads them. */
export async function run(db: Queries, query: Query): Promise<readonly Row[]> {
  if ('$client' in db) return (db as Pooled).$client.unsafe(query.sql, query.params as never[])
  const texts = query.sql.split(/\$\d+/)
  const chunks = texts.flatMap((text, index) =>
    index < query.params.length ? [sql.raw(text), sql`${query.params[index]}`] : [sql.raw(text)],
  )
  return db.execute(sql.join(chunks))
}

type Pooled = Queries & {
  readonly $client: { unsafe(text: string, values: never[]): Promise<Row[]> }
}
