import { randomBytes } from 'node:crypto'
import { type SetStage, setStage } from '../pilot/seed/set-stage.ts'
import type { SuiteContext } from '../suite.ts'
import { freePorts } from './free-ports.ts'
import { startTrial } from './start-trial.ts'

export interface Pilot extends SetStage {
  readonly connectorUrl: string
  readonly triggerUrl: string
  readonly secret: string
  /** Where the kit is to listen. */
  readonly kitPort: number
  stop(): Promise<void>
}

/** A connector on trial by the kit of the Dataspace Protocol, with its stage set. */
export async function startPilot({
  directory,
  redis,
}: Pick<SuiteContext, 'directory' | 'redis'>): Promise<Pilot> {
  const { trigger: triggerPort, kit: kitPort } = await freePorts(['trigger', 'kit'])
  const secret = randomBytes(24).toString('base64url')
  const trial = await startTrial({
    ...{ directory, redis, entry: 'main.ts', more: { triggerPort, secret } },
    connector: {
      operators: 'did:web:operator.invalid',
      // The kit has no DID document that could say where it is called back.
      callbackHosts: `127.0.0.1:${kitPort}`,
    },
  })
  try {
    const { connectorUrl, apiKey, home } = trial
    const stage = await setStage({ connectorUrl, apiKey, directory: home, secret, kitPort })
    const triggerUrl = `http://127.0.0.1:${triggerPort}`
    return { ...stage, connectorUrl, secret, kitPort, triggerUrl, stop: trial.stop }
  } catch (error) {
    await trial.stop()
    throw error
  }
}
