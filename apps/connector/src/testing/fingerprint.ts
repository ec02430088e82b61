import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@lianshu/adapters'

/** Tables that grow by being called: the record log keeps refusals; used tokens, and who used them, are remembered. */
const passedOver = [
  ...['log_records', 'log_nodes', 'log_heads', 'log_cosignatures'],
  ...['seen_tokens', 'known_members'],
]

/** Rows that the node will change without being asked. */
const toDo = `select (select count(*) from outbox where dead_at is null)
  + (select count(*) from transfers where side = 'provider' and state = 'REQUESTED')
  + (select count(*) from negotiations where side = 'provider' and state in ('REQUESTED', 'ACCEPTED', 'VERIFIED'))
  + (select count(*) from negotiations where side = 'consumer' and state = 'AGREED') as n`

export interface Fingerprints {
  /** A digest per table; equal ones mean equal rows. */
  take(): Promise<Readonly<Record<string, string>>>
  /** Waits until the node has nothing to do by itself: no step that is its own, no message on its way out. */
  quiet(): Promise<void>
  /** Rows of the tables named. */
  count(...tables: readonly string[]): Promise<readonly number[]>
  close(): Promise<void>
}

/** Looks at a node's database from outside: what a refused message must not have changed. */
export async function openFingerprints(databaseUrl: string): Promise<Fingerprints> {
  const db = openDatabase({ url: databaseUrl, poolSize: 1 })
  const ask = async (query: string) => [...(await db.execute(query))] as Record<string, unknown>[]
  const found = await ask(`select tablename as name from pg_tables where schemaname = 'public'`)
  const tables = found.map(({ name }) => String(name)).filter((name) => !passedOver.includes(name))
  const digests = tables.map(
    (table) =>
      `(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "${table}" t) as "${table}"`,
  )
  return {
    take: async () => (await ask(`select ${digests.join(', ')}`))[0] as Record<string, string>,
    async quiet() {
      for (let turn = 0; Number((await ask(toDo))[0]?.n) > 0; turn++) {
        if (turn === 1_000) throw new Error('the node does not come to rest')
        await sleep(20)
      }
    },
    count: (...named) =>
      Promise.all(
        named.map(async (table) => Number((await ask(`select count(*) as n from ${table}`))[0]?.n)),
      ),
    close: () => db.close(),
  }
}
