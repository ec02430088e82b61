import { execFile } from 'node:child_process'
import { glob, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Logger } from '@lianshu/kernel'
import { clientFolder, portalFolder, rendererFile, sourceFolder } from './folders.ts'

const script = fileURLToPath(new URL('./build-pages.ts', import.meta.url))

/**
 * Builds browser code and page renderer when they are missing or older than any source they are made
 * of. Takes a few seconds once; afterwards only file times are read. Throws with the bundler's own words
 * when the sources do not build.
 */
export async function ensureBuilt(logger: Logger): Promise<void> {
  if (await isFresh()) return
  const started = performance.now()
  logger.info('building the portal pages')
  try {
    await promisify(execFile)(process.execPath, [script], {
      cwd: portalFolder,
      env: { ...process.env, NODE_ENV: 'production' },
    })
  } catch (failure) {
    const { stderr } = failure as { stderr?: string }
    throw new Error(`the portal pages do not build: ${stderr ?? ''}`, { cause: failure })
  }
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
