import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createManager } from '../../space/manager.ts'
import type { BareSide } from './floor-work.ts'
import type { NegotiationSystem } from './system.ts'

export interface FloorPlace {
  /** Of the consumer's and the provider's own database. */
  readonly databaseUrls: Readonly<Record<BareSide, string>>
  readonly ports: Readonly<Record<BareSide, number>>
}

/**
 * What a negotiation cannot do without, as a system of its own: two bare servers in processes of their own
 * that make the same posts, signatures, checks and commits (floor-work.ts) in the same databases, driven as
 * the connectors are. No routing, no JSON, no schema, no decision, no state.
 */
export async function openFloor({ databaseUrls, ports }: FloorPlace): Promise<NegotiationSystem> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  const start = (side: BareSide, other: BareSide) => {
    const args = [side, String(ports[side]), String(ports[other]), databaseUrls[side]]
    return spawnBare(args, key)
  }
  const children = await Promise.all([start('consumer', 'provider'), start('provider', 'consumer')])
  const { post, get } = createManager(`http://127.0.0.1:${ports.consumer}`)
  return {
    async negotiate() {
      const { id } = await post<{ id: string }>('/begin')
      await get(`/over/${id}`)
    },
    async close() {
      await Promise.all(children.map(stop))
    },
  }
}

async function spawnBare(args: readonly string[], key: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-node.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, BARE_KEY: key },
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a side of the floor ended with ${code}`)
  })
  await Promise.race([once(child.stdout!, 'data'), ended])
  ended.catch(() => {})
  return child
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
