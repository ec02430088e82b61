import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Get } from '../api/client.ts'
import type { RenderRequest } from '../client/entry-server.tsx'
import { parseTheme } from '../ui/theme.ts'
import { clientFolder, rendererFile } from './folders.ts'
import type { SecurityVariables } from './security.ts'

/** The only place that knows how pages become HTML: TanStack Router's server rendering is experimental. */
export type PageRenderer = (page: RenderRequest) => Promise<Response>

/** Loads the renderer and the names of the client's files from the last build. */
export async function loadPages(
  get: Get,
): Promise<MiddlewareHandler<{ Variables: SecurityVariables }>> {
  const assets = await readAssets(`${clientFolder}.vite/manifest.json`)
  const { renderPage } = (await import(pathToFileURL(rendererFile).href)) as {
    renderPage: PageRenderer
  }
  return (context) => renderPage(renderRequest(context, get, assets))
}

function renderRequest(
  context: Context<{ Variables: SecurityVariables }>,
  get: Get,
  assets: RenderRequest['assets'],
): RenderRequest {
  return {
    request: context.req.raw,
    get,
    theme: parseTheme(getCookie(context, 'theme')),
    nonce: context.get('nonce'),
    assets,
  }
}

interface ManifestChunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

async function readAssets(path: string): Promise<RenderRequest['assets']> {
  const manifest: Record<string, ManifestChunk> = JSON.parse(await readFile(path, 'utf8'))
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry)
  if (!entry) throw new Error(`no entry in ${path}: remove the dist folder and start again`)
  const styles = Object.values(manifest)
    .map((chunk) => chunk.file)
    .filter((file) => file.endsWith('.css'))
  return {
    script: `/${entry.file}`,
    preloads: (entry.imports ?? []).map((name) => `/${manifest[name]!.file}`),
    styles: [...new Set([...styles, ...(entry.css ?? [])])].map((file) => `/${file}`),
  }
}
