import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'

const program = 'redis-server'

/** Whether this machine has a Redis server; says loudly when it has none. */
export function isRedisInstalled(): boolean {
  const isThere = spawnSync(program, ['--version']).status === 0
  if (!isThere)
    process.stderr.write(`\nSKIPPED: there is no ${program}; jobs on Redis untested\n\n`)
  return isThere
}

export interface RedisServer {
  readonly url: string
  /** Ends it so that it can do nothing about it; what it held is gone. */
  kill(): Promise<void>
  /** Starts it again at the same address, empty. */
  start(): Promise<void>
  /** One command as a person types it, and the first line of the answer. */
  ask(command: string): Promise<string>
  close(): Promise<void>
}

/** A Redis server of our own on 127.0.0.1, with a directory of its own, in memory only. */
export async function startRedisServer(...settings: readonly string[]): Promise<RedisServer> {
  const directory = mkdtempSync(join(tmpdir(), 'lianshu-redis-'))
  const port = await freePort()
  let child: ChildProcess | undefined
  const start = async () => {
    const own = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', directory]
    const inMemory = ['--save', '', '--appendonly', 'no']
    const started = spawn(program, [...own, ...inMemory, ...settings], { stdio: 'ignore' })
    child = started
    while (!(await askOnce(port, 'PING'))) {
      if (started.exitCode !== null) throw new Error(`${program} ended with ${started.exitCode}`)
      await sleep(20)
    }
  }
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await start()
  return {
    ...{ url: `redis://127.0.0.1:${port}`, start, kill },
    ask: (command) => askOnce(port, command),
    async close() {
      await kill()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Empty when nobody answers. */
async function askOnce(port: number, command: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, timeout: 2_000 })
  socket.on('timeout', () => socket.destroy())
  socket.write(`${command}\r\n`)
  try {
    for await (const bytes of socket) return String(bytes).split('\r\n')[0] ?? ''
  } catch {
    // Not up yet.
  }
  return ''
}
