import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@lianshu/adapters'
import { silentLogger } from '@lianshu/kernel'
import { type IssuerSettings, settingsVariable } from '../pilot/settings.ts'
import type { SuiteContext } from '../suite.ts'
import { freePorts } from './free-ports.ts'
import { startNode } from './start-node.ts'

/** A broker that stands trial as an issuer. */
export interface Issuer {
  readonly did: string
  stop(): Promise<void>
}

/** Starts a broker in a process of its own, on a database of its own. */
export async function startIssuer({
  directory,
  redis,
}: Pick<SuiteContext, 'directory' | 'redis'>): Promise<Issuer> {
  const stack = new AsyncDisposableStack()
  try {
    const postgres = await startEmbeddedPostgres({
      directory: join(directory, 'postgres'),
      logger: silentLogger,
    })
    stack.defer(() => postgres.stop())
    const { port } = await freePorts(['port'])
    const settings: IssuerSettings = {
      logFile: join(directory, 'broker.log'),
      broker: {
        databaseUrl: await postgres.ensureDatabase('broker'),
        ...{ directory: join(directory, 'broker'), port: String(port) },
        ...(redis !== undefined && { redisUrl: redis }),
        apiKey: randomBytes(24).toString('base64url'),
        // The kit reads P-256 alone.
        ...{ allowPrivateAddresses: 'true', allowHttp: 'true', keyAlgorithm: 'ES256' },
      },
    }
    const entry = join(import.meta.dirname, '../pilot/issuer-main.ts')
    const node = await startNode(entry, { [settingsVariable]: JSON.stringify(settings) })
    stack.defer(() => node.stop())
    const held = stack.move()
    return { did: `did:web:127.0.0.1%3A${port}`, stop: () => held.disposeAsync() }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
