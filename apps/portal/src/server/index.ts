import { serve } from '@lianshu/http'
import type { Logger } from '@lianshu/kernel'
import { createPortalApp, getFrom } from './app.ts'
import { ensureBuilt } from './build.ts'
import { clientFolder } from './folders.ts'
import { loadPages } from './render.ts'
import { serveFiles } from './static-files.ts'

export { chromiumPlaces, findChromium, launchBrowser } from '../screenshots/chromium.ts'
export {
  type ScreenshotOptions,
  type ScreenshotPage,
  takeScreenshots,
} from '../screenshots/take-screenshots.ts'

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

/**
 * Builds the pages when they are missing or older than their sources, then serves them.
 * Rejects when the port is taken or the pages do not build.
 */
export async function createPortal(options: PortalOptions): Promise<Portal> {
  const { host, port, logger, fetch = globalThis.fetch } = options
  const brokerUrl = new URL(options.brokerUrl).origin
  await ensureBuilt(logger)
  const pages = await loadPages(getFrom(brokerUrl, fetch))
  const files = await serveFiles(clientFolder)
  const closing = new AbortController()
  const app = createPortalApp({
    brokerUrl,
    fetch,
    logger,
    files,
    pages,
    closing: closing.signal,
  })
  const { url, close } = await serve(app, {
    host,
    port,
    portSetting: 'LIANSHU_PORT',
    closing,
  })
  return { url, close }
}
