import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, openDatabase } from '@lianshu/adapters'
import type { Side } from '@lianshu/exchange'
import type { Did } from '@lianshu/kernel'
import { didWeb } from '@lianshu/trust'
import { createManager, type Manager } from '../../space/manager.ts'
import type { DatabaseServer } from './database-server.ts'
import { type SupervisedProcess, superviseProcess } from './supervised-process.ts'

/** One side: its connector behind its proxy, its database, its participant. */
export interface WorldNode {
  readonly side: Side
  readonly participantId: Did
  /** Its protocol base, through the proxy. */
  readonly address: string
  readonly connector: SupervisedProcess
  /** The connector's interface for its manager, past the proxy. */
  readonly api: Manager
  /** For looking from outside; the connector knows nothing of it. */
  readonly db: Database
  readonly gateFile: string
  readonly logFile: string
  close(): Promise<void>
}

export interface NodePlace {
  readonly directory: string
  readonly database: DatabaseServer
  readonly operator: Did
  /** Where the connector listens. */
  readonly port: number
  /** By which others know it. */
  readonly publicUrl: string
  /** Hears of every start. */
  readonly onUp: () => Promise<void>
}

/** Starts the connector of a side. */
export async function launchNode(
  side: Side,
  { directory, database, operator, port, publicUrl, onUp }: NodePlace,
): Promise<WorldNode> {
  const own = join(directory, side)
  await mkdir(own, { recursive: true })
  const databaseUrl = await database.ensureDatabase(side)
  const apiKey = randomBytes(24).toString('base64url')
  const participantId = didWeb(new URL(publicUrl).host, 'participants', side) as Did
  const address = `${publicUrl}/participants/${side}/dsp/2025-1`
  const logFile = join(directory, `${side}.log`)
  const connector = superviseProcess(
    {
      entry: 'connector',
      logFile,
      environment: {
        LIANSHU_DATABASE_URL: databaseUrl,
        LIANSHU_DIRECTORY: own,
        LIANSHU_PORT: String(port),
        LIANSHU_PUBLIC_URL: publicUrl,
        LIANSHU_API_KEY: apiKey,
        LIANSHU_OPERATORS: operator,
        LIANSHU_ALLOW_HTTP: 'true',
        LIANSHU_ALLOW_PRIVATE_ADDRESSES: 'true',
        LIANSHU_LOG_LEVEL: 'warn',
        NODE_COMPILE_CACHE: join(directory, 'compiled'),
      },
    },
    database,
    onUp,
  )
  const db = openDatabase({ url: databaseUrl, poolSize: 3 })
  return {
    ...{ side, participantId, address, connector, db, logFile },
    gateFile: join(own, 'gates.jsonl'),
    api: createManager(`http://127.0.0.1:${port}`, apiKey),
    async close() {
      await connector.stop()
      await db.close()
    },
  }
}
