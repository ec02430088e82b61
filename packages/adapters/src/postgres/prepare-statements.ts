import type postgres from 'postgres'

type Asking = Pick<postgres.TransactionSql, 'unsafe'>
type Within = (work: (tx: postgres.TransactionSql) => Promise<unknown>) => Promise<unknown>

/**
 * Makes a driver prepare each statement once per connection. drizzle asks it not to, and then every
 * statement costs a second round trip for the types of its parameters, and is planned anew. Values travel
 * as parameters, so there are few texts.
 */
export function prepareStatements(client: postgres.Sql): postgres.Sql {
  prepareOwn(client)
  prepareWithin(client, 'begin')
  return client
}

function prepareOwn(sql: Asking): void {
  const { unsafe } = sql
  sql.unsafe = ((text: string, parameters: never, options?: postgres.UnsafeQueryOptions) =>
    unsafe(text, parameters, { ...options, prepare: true })) as typeof unsafe
}

/** The same for what a transaction hands to its work. */
function prepareWithin<Name extends string>(sql: { [name in Name]: unknown }, name: Name): void {
  const open = sql[name] as Within
  sql[name] = ((work) =>
    open((tx) => {
      prepareOwn(tx)
      prepareWithin(tx, 'savepoint')
      return work(tx)
    })) as Within as (typeof sql)[Name]
}
