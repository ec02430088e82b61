import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@lianshu/adapters'
import { silentLogger } from '@lianshu/kernel'
import { type SetStage, setStage } from '../pilot/seed/set-stage.ts'
import { type PilotSettings, settingsVariable } from '../pilot/settings.ts'
import { freePort } from './free-port.ts'
import { startNode } from './start-node.ts'

export interface Pilot extends SetStage {
  readonly connectorUrl: string
  readonly triggerUrl: string
  readonly secret: string
  /** Where the kit is to listen. */
  readonly kitPort: number
  stop(): Promise<void>
}

/** A connector on trial in a process of its own, on a database of its own, with its stage set. */
export async function startPilot(directory: string): Promise<Pilot> {
  const stack = new AsyncDisposableStack()
  try {
    const postgres = await startEmbeddedPostgres({
      directory: join(directory, 'postgres'),
      logger: silentLogger,
    })
    stack.defer(() => postgres.stop())
    const [port, triggerPort, kitPort] = [await freePort(), await freePort(), await freePort()]
    const connectorUrl = `http://127.0.0.1:${port}`
    const apiKey = randomBytes(24).toString('base64url')
    const secret = randomBytes(24).toString('base64url')
    const home = join(directory, 'connector')
    const settings: PilotSettings = {
      ...{ triggerPort, secret, logFile: join(directory, 'connector.log') },
      connector: {
        databaseUrl: await postgres.ensureDatabase('connector'),
        ...{ directory: home, port: String(port), apiKey },
        operators: 'did:web:operator.invalid',
        ...{ allowPrivateAddresses: 'true', allowHttp: 'true' },
        // The kit has no DID document that could say where it is called back.
        callbackHosts: `127.0.0.1:${kitPort}`,
      },
    }
    const entry = join(import.meta.dirname, '../pilot/main.ts')
    const node = await startNode(entry, { [settingsVariable]: JSON.stringify(settings) })
    stack.defer(() => node.stop())
    const stage = await setStage({ connectorUrl, apiKey, directory: home, secret, kitPort })
    const held = stack.move()
    return {
      ...{ ...stage, connectorUrl, secret, kitPort },
      triggerUrl: `http://127.0.0.1:${triggerPort}`,
      stop: () => held.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
