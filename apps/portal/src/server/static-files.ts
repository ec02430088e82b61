import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { Handler } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface StaticFile {
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly brotli: Uint8Array<ArrayBuffer>
}

/**
 * Holds the built client in memory, compressed once. Only what was there at the start is ever served,
 * so no path can lead outside of the folder.
 */
export async function serveFiles(folder: string): Promise<Handler> {
  const files = await readFiles(folder)
  return (context) => {
    const file = files.get(new URL(context.req.url).pathname)
    if (!file) return context.notFound()
    const headers: Record<string, string> = {
      'content-type': file.type,
      vary: 'accept-encoding',
      // Names below /assets/ hold a hash of the content.
      'cache-control': context.req.path.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=3600',
    }
    const takesBrotli = /\bbr\b/.test(context.req.header('accept-encoding') ?? '')
    if (!takesBrotli) return context.body(file.plain, 200, headers)
    return context.body(file.brotli, 200, { ...headers, 'content-encoding': 'br' })
  }
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const compress = promisify(brotliCompress)
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = found.filter((each) => each.isFile() && types[extname(each.name)])
  return new Map(
    await Promise.all(
      files.map(async (each) => {
        const path = join(each.parentPath, each.name)
        const plain = new Uint8Array(await readFile(path))
        const brotli = new Uint8Array(await compress(plain))
        const url = `/${relative(folder, path).split(sep).join('/')}`
        return [url, { type: types[extname(path)]!, plain, brotli }] as const
      }),
    ),
  )
}
