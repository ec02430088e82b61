import { glob, stat } from 'node:fs/promises'
import type { Logger } from '@lianshu/kernel'
import { clientFolder, portalFolder, rendererFile, sourceFolder } from './folders.ts'

/**
 * Builds browser code and page renderer when they are missing or older than any source they are made
 * of. Takes a few seconds once; afterwards only file times are read. Vite is loaded only to build.
 */
export async function ensureBuilt(logger: Logger): Promise<void> {
  if (await isFresh()) return
  const started = performance.now()
  logger.info('building the portal pages')
  const { build } = await import('vite')
  const { clientBuild, rendererBuild } = await import('./vite-config.ts')
  await build(clientBuild)
  await build(rendererBuild)
  const seconds = Math.round(performance.now() - started) / 1000
  logger.info('built the portal pages', { seconds })
}

async function isFresh(): Promise<boolean> {
  const manifest = await modified(`${clientFolder}.vite/manifest.json`)
  const renderer = await modified(rendererFile)
  if (manifest === 0 || renderer === 0) return false
  return (await newestSource()) < Math.min(manifest, renderer)
}

/** When a file last changed, in milliseconds; 0 when there is none. */
async function modified(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  return found ? found.mtimeMs : 0
}

async function newestSource(): Promise<number> {
  let newest = await modified(`${portalFolder}package.json`)
  for await (const file of glob('**/*.{ts,tsx,css,json,svg}', {
    cwd: sourceFolder,
    exclude: (name) => name === 'testing',
  })) {
    if (!file.includes('.test.')) newest = Math.max(newest, await modified(sourceFolder + file))
  }
  return newest
}
