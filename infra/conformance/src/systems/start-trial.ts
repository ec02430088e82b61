import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@lianshu/adapters'
import { silentLogger } from '@lianshu/kernel'
import { settingsVariable, type TrialSettings } from '../pilot/settings.ts'
import { freePorts } from './free-ports.ts'
import { startNode } from './start-node.ts'

/** A connector that stands trial. */
export interface Trial {
  readonly connectorUrl: string
  readonly apiKey: string
  /** The folder that is the connector's alone. */
  readonly home: string
  stop(): Promise<void>
}

export interface TrialOptions {
  /** An empty folder for the connector, its database and its log. */
  readonly directory: string
  /** Where its jobs wait; without it in its database. */
  readonly redis?: string
  /** The program that composes the connector, below `pilot/`. */
  readonly entry: string
  /** Settings of the connector beyond addresses, keys and folders. */
  readonly connector: Readonly<Record<string, string>>
  /** What the program is told beside the connector's settings. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** Starts a connector in a process of its own, on a database of its own. */
export async function startTrial(options: TrialOptions): Promise<Trial> {
  const { directory, redis, entry, connector, more = {} } = options
  const stack = new AsyncDisposableStack()
  try {
    const postgres = await startEmbeddedPostgres({
      directory: join(directory, 'postgres'),
      logger: silentLogger,
    })
    stack.defer(() => postgres.stop())
    const { port } = await freePorts(['port'])
    const apiKey = randomBytes(24).toString('base64url')
    const home = join(directory, 'connector')
    const settings: TrialSettings = {
      ...more,
      logFile: join(directory, 'connector.log'),
      connector: {
        databaseUrl: await postgres.ensureDatabase('connector'),
        ...{ directory: home, port: String(port), apiKey },
        ...(redis !== undefined && { redisUrl: redis }),
        ...{ allowPrivateAddresses: 'true', allowHttp: 'true', ...connector },
      },
    }
    const program = join(import.meta.dirname, '../pilot', entry)
    const node = await startNode(program, { [settingsVariable]: JSON.stringify(settings) })
    stack.defer(() => node.stop())
    const held = stack.move()
    return {
      ...{ connectorUrl: `http://127.0.0.1:${port}`, apiKey, home },
      stop: () => held.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
