import { join } from 'node:path'
import { type Database, openDatabase } from '@lianshu/adapters'
import type { Did } from '@lianshu/kernel'
import { didWeb } from '@lianshu/trust'
import type { DatabaseServer } from './database-server.ts'
import { type SupervisedProcess, superviseProcess } from './supervised-process.ts'

/** The operator's node behind its proxy. */
export interface OperatorNode {
  readonly did: Did
  readonly url: string
  readonly process: SupervisedProcess
  /** For looking from outside; the node knows nothing of it. */
  readonly db: Database
  close(): Promise<void>
}

export interface OperatorPlace {
  readonly directory: string
  readonly database: DatabaseServer
  /** Where it listens. */
  readonly port: number
  /** By which others know it. */
  readonly publicUrl: string
}

/** Starts the operator's node, which admits whoever applies. */
export async function launchOperator({
  directory,
  database,
  port,
  publicUrl,
}: OperatorPlace): Promise<OperatorNode> {
  const databaseUrl = await database.ensureDatabase('broker')
  const process = superviseProcess(
    {
      entry: 'operator',
      logFile: join(directory, 'broker.log'),
      environment: {
        LIANSHU_DATABASE_URL: databaseUrl,
        LIANSHU_DIRECTORY: join(directory, 'broker'),
        LIANSHU_PORT: String(port),
        LIANSHU_PUBLIC_URL: publicUrl,
        LIANSHU_API_KEY: 'the operator of a campaign',
        LIANSHU_ADMISSION: 'automatic',
        LIANSHU_ALLOW_HTTP: 'true',
        LIANSHU_ALLOW_PRIVATE_ADDRESSES: 'true',
        LIANSHU_LOG_LEVEL: 'warn',
        NODE_COMPILE_CACHE: join(directory, 'compiled'),
      },
    },
    database,
    async () => {},
  )
  const db = openDatabase({ url: databaseUrl, poolSize: 2 })
  return {
    ...{ did: didWeb(new URL(publicUrl).host), url: publicUrl, process, db },
    async close() {
      await process.stop()
      await db.close()
    },
  }
}
