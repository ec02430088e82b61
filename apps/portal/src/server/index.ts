import type { Logger } from '@lianshu/kernel'

export interface PortalOptions {
  /** Origin of the broker whose public read API the portal shows, e.g. `http://127.0.0.1:7400`. */
  readonly brokerUrl: string
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly logger: Logger
  /** How the broker is reached; a test brings its own. */
  readonly fetch?: typeof fetch
}

export interface Portal {
  /** Where the portal listens, without a slash at the end. */
  readonly url: string
  close(): Promise<void>
}

/** Builds the pages when they are missing or older than their sources, then serves them. */
export async function createPortal(options: PortalOptions): Promise<Portal> {
  throw new Error(`not there for ${options.brokerUrl}`)
}
