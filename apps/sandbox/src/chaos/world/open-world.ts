import { join } from 'node:path'
import { createPinoLogger } from '@lianshu/adapters'
import { brokerConfigSchema, composeBroker } from '@lianshu/broker'
import type { Side } from '@lianshu/exchange'
import { silentLogger } from '@lianshu/kernel'
import { didWeb } from '@lianshu/trust'
import { joinMember } from '../../space/join-member.ts'
import { type FaultProxy, openFaultProxy, type ProxyDeps } from '../proxy/fault-proxy.ts'
import { type DatabaseServer, startDatabaseServer } from './database-server.ts'
import { hasten } from './hasten.ts'
import { launchNode, type WorldNode } from './world-node.ts'

export const sides: readonly Side[] = ['consumer', 'provider']

/** An operator and two connectors, each a process of its own, on one database server. */
export interface World {
  readonly database: DatabaseServer
  readonly brokerUrl: string
  readonly nodes: Readonly<Record<Side, WorldNode>>
  /** Resolves when nothing is on its way and every process runs. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** The world takes this many ports from the first one on: below those that the system gives to outgoing calls. */
export const portsOfWorld = 6

export interface WorldOptions {
  readonly directory: string
  readonly firstPort: number
  readonly proxy: Omit<ProxyDeps, 'receiver' | 'port' | 'target'>
}

/** Boots the world and brings both participants into the space. Throws when any of it does not come up. */
export async function openWorld({ directory, firstPort, proxy }: WorldOptions): Promise<World> {
  const stack = new AsyncDisposableStack()
  try {
    const place = join(directory, 'postgres')
    const database = await startDatabaseServer(place, firstPort, silentLogger)
    stack.defer(() => database.stop())
    const brokerPort = firstPort + 1
    const brokerUrl = `http://127.0.0.1:${brokerPort}`
    const operator = didWeb(new URL(brokerUrl).host)
    const space = { operator, broker: { url: brokerUrl } }
    const broker = await composeBroker(
      brokerConfigSchema.parse({
        databaseUrl: await database.ensureDatabase('broker'),
        directory: join(directory, 'broker'),
        ...{ port: String(brokerPort), publicUrl: brokerUrl, apiKey: 'the operator of a campaign' },
        ...{ admission: 'automatic', allowHttp: 'true', allowPrivateAddresses: 'true' },
      }),
      { logger: createPinoLogger({ level: 'silent', name: 'broker' }) },
    )
    stack.defer(() => broker.close())
    const proxies: FaultProxy[] = []
    const launched: WorldNode[] = []
    const launch = async (side: Side, port: number) => {
      const opened = await openFaultProxy({ ...proxy, receiver: side, port, target: port + 1 })
      stack.defer(() => opened.close())
      proxies.push(opened)
      const node = await launchNode(side, {
        ...{ directory, database, operator },
        ...{ port: port + 1, publicUrl: opened.url, onUp: () => hastenAll(launched) },
      })
      stack.defer(() => node.close())
      launched.push(node)
      await node.connector.ready()
      await joinMember(space, node, personOf(side))
      return node
    }
    const nodes = {
      consumer: await launch('consumer', firstPort + 2),
      provider: await launch('provider', firstPort + 4),
    }
    const held = stack.move()
    return {
      ...{ database, brokerUrl, nodes },
      async settled() {
        await Promise.all(proxies.map((opened) => opened.settled()))
        await database.ready()
        await Promise.all(sides.map((side) => nodes[side].connector.ready()))
      },
      close: () => held.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

/** Whoever put messages off while a node was away goes on at once: pauses of minutes would be all that a batch sees. */
const hastenAll = async (nodes: readonly WorldNode[]) => {
  await Promise.all(nodes.map((node) => hasten(node).catch(() => {})))
}

const personOf = (side: Side) => ({
  slug: side,
  name: { zh: side === 'consumer' ? '买方' : '卖方', en: side },
  roles: [side === 'consumer' ? 'trainer' : 'owner'],
})
