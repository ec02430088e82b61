import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@lianshu/adapters'
import { DomainFailure, domainError, silentLogger } from '@lianshu/kernel'
import { createManager, type Manager } from '@lianshu/sandbox'
import { freePorts } from '../systems/free-ports.ts'
import { lastWords } from './last-words.ts'

export interface OurSide {
  readonly did: string
  /** Base of the Dataspace Protocol of its one participant. */
  readonly protocol: string
  readonly api: Manager
  /** Path of that participant in the management API. */
  readonly path: string
  stop(): Promise<void>
}

const slug = 'lianshu'
const apiKey = 'the interop run holds this key'
const startsWithinMs = 120_000
const program = join(import.meta.dirname, 'our-connector.ts')
const rows = [
  'machine,temperature,failed',
  ...Array.from({ length: 60 }, (_, row) => `${row},${40 + (row % 17)},${row % 3 === 0 ? 1 : 0}`),
]
export const tableFile = 'machines.csv'

/** Our connector with one participant and its table, on a database of its own, in a process of its own. */
export async function startOurSide(directory: string, signal: AbortSignal): Promise<OurSide> {
  const stack = new AsyncDisposableStack()
  try {
    const home = join(directory, 'postgres')
    const postgres = await startEmbeddedPostgres({ directory: home, logger: silentLogger })
    stack.defer(async () => {
      await postgres.stop()
      removeEmbeddedPostgres(home)
    })
    const { port } = await freePorts(['port'])
    const url = `http://localhost:${port}`
    const folder = join(directory, 'connector')
    const child = await startConnector(join(directory, 'connector.log'), signal, {
      LIANSHU_DATABASE_URL: await postgres.ensureDatabase('lianshu_interop'),
      LIANSHU_DIRECTORY: folder,
      LIANSHU_PORT: String(port),
      LIANSHU_PUBLIC_URL: url,
      LIANSHU_API_KEY: apiKey,
      // Nobody is a member of anything here: callers are believed.
      LIANSHU_OPERATORS: 'did:web:localhost:nobody',
      // EDC's DID says nothing: no document stands behind it.
      LIANSHU_CALLBACK_HOSTS: '*',
      LIANSHU_ALLOW_HTTP: 'true',
      LIANSHU_ALLOW_PRIVATE_ADDRESSES: 'true',
    })
    stack.defer(child.stop)
    const api = createManager(url, apiKey)
    const name = { zh: '联数', en: 'Lianshu' }
    const hosted = await api.post<{ id: string }>('/api/participants', {
      slug,
      name,
      roles: ['owner'],
    })
    await mkdir(join(folder, 'data', slug), { recursive: true })
    await writeFile(join(folder, 'data', slug, tableFile), `${rows.join('\n')}\n`)
    const held = stack.move()
    return {
      ...{ api, did: hosted.id, path: `/api/participants/${slug}` },
      protocol: `${url}/participants/${slug}/dsp/2025-1`,
      stop: () => held.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

async function startConnector(
  log: string,
  signal: AbortSignal,
  settings: Readonly<Record<string, string>>,
): Promise<{ stop(): Promise<void> }> {
  const { PATH, HOME, TZ } = process.env
  const child = spawn(process.execPath, [program], {
    env: { PATH, HOME, TZ, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const words = lastWords(child, log)
  const ended = once(child, 'close')
  const up = new Promise<boolean>((known) => {
    child.stdout.on('data', (text: string) => {
      if (text.includes('up\n')) known(true)
    })
    void ended.then(() => known(false))
    setTimeout(() => known(false), startsWithinMs).unref()
    signal.addEventListener('abort', () => known(false), { once: true })
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  if (await up) return { stop }
  await stop()
  throw new DomainFailure(domainError('internal', `our connector did not start:\n${words()}`))
}
