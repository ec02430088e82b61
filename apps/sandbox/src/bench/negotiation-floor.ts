import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { openDatabase } from '@lianshu/adapters'

/** Request, agreement, verification, finalization. */
const messages = 4
/** A token for each message, and both sides' signatures under the agreement. */
const signatures = messages + 2
/** Each side commits its state, its inbox or outbox row and its log record with every message. */
const sides = 2
const rowsPerCommit = 3
/** About what a message with its policy takes. */
const bodyBytes = 1500

export interface NegotiationFloor {
  /** Does the work once; milliseconds. */
  run(): Promise<number>
  close(): Promise<void>
}

/**
 * What a negotiation cannot do without, with nothing around it and one thing after the other: as many
 * Ed25519 signatures made and checked, as many transactions committed with as many rows inserted, in the
 * same database. No HTTP, no parsing, no decision.
 */
export async function negotiationFloor(databaseUrl: string): Promise<NegotiationFloor> {
  const database = openDatabase({ url: databaseUrl, poolSize: 2 })
  const sql = database.$client
  await sql`create table bench_floor (id uuid primary key, body text not null)`
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const message = Buffer.alloc(bodyBytes, 'message ')
  const body = message.toString()
  return {
    async run() {
      const started = performance.now()
      for (let made = 0; made < signatures; made++) {
        const signature = sign(null, message, privateKey)
        if (!verify(null, message, publicKey, signature)) throw new Error('bad signature')
      }
      for (let commit = 0; commit < messages * sides; commit++) {
        const rows = Array.from({ length: rowsPerCommit }, () => ({ id: randomUUID(), body }))
        await sql`insert into bench_floor ${sql(rows)}`
      }
      return performance.now() - started
    },
    async close() {
      await sql`drop table bench_floor`
      await database.close()
    },
  }
}
