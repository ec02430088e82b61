import { join } from 'node:path'
import type { Side } from '@lianshu/exchange'
import { silentLogger } from '@lianshu/kernel'
import { joinMember } from '../../space/join-member.ts'
import { type FaultProxy, openFaultProxy, type ProxyDeps } from '../proxy/fault-proxy.ts'
import { createIdentityTraffic, type IdentityTraffic } from '../proxy/identity-traffic.ts'
import { type DatabaseServer, startDatabaseServer } from './database-server.ts'
import { hasten } from './hasten.ts'
import { launchOperator, type OperatorNode } from './open-operator.ts'
import { launchNode, type WorldNode } from './world-node.ts'

export const sides: readonly Side[] = ['consumer', 'provider']

/** An operator and two connectors, each a process of its own, on one database server. */
export interface World {
  readonly database: DatabaseServer
  readonly operator: OperatorNode
  readonly identity: IdentityTraffic
  readonly nodes: Readonly<Record<Side, WorldNode>>
  /** Resolves when nothing is on its way and every process runs. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** The world takes this many ports from the first one on: below those that the system gives to outgoing calls. */
export const portsOfWorld = 7

export interface WorldOptions {
  readonly directory: string
  readonly firstPort: number
  readonly proxy: Omit<ProxyDeps, 'receiver' | 'port' | 'target' | 'identity'>
}

/** Boots the world and brings both participants into the space. Throws when any of it does not come up. */
export async function openWorld({ directory, firstPort, proxy }: WorldOptions): Promise<World> {
  const stack = new AsyncDisposableStack()
  try {
    const place = join(directory, 'postgres')
    const database = await startDatabaseServer(place, firstPort, silentLogger)
    stack.defer(() => database.stop())
    const proxies: FaultProxy[] = []
    const identity = createIdentityTraffic({ kill: () => operator.process.kill() })
    const openProxy = async (receiver: ProxyDeps['receiver'], port: number) => {
      const opened = await openFaultProxy({ ...proxy, identity, receiver, port, target: port + 1 })
      stack.defer(() => opened.close())
      proxies.push(opened)
      return opened
    }
    const { url: publicUrl } = await openProxy('operator', firstPort + 1)
    const operator = await launchOperator({ directory, database, port: firstPort + 2, publicUrl })
    stack.defer(() => operator.close())
    await operator.process.ready()
    const space = { operator: operator.did, broker: operator }
    const launched: WorldNode[] = []
    const launch = async (side: Side, port: number) => {
      const opened = await openProxy(side, port)
      const node = await launchNode(side, {
        ...{ directory, database, operator: operator.did },
        ...{
          port: port + 1,
          publicUrl: opened.url,
          onUp: () => hastenAll([operator, ...launched]),
        },
      })
      stack.defer(() => node.close())
      launched.push(node)
      await node.connector.ready()
      await joinMember(space, node, personOf(side))
      return node
    }
    const nodes = {
      consumer: await launch('consumer', firstPort + 3),
      provider: await launch('provider', firstPort + 5),
    }
    const held = stack.move()
    return {
      ...{ database, operator, identity, nodes },
      async settled() {
        await Promise.all(proxies.map((opened) => opened.settled()))
        await database.ready()
        await operator.process.ready()
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
const hastenAll = async (nodes: readonly Pick<WorldNode, 'db'>[]) => {
  await Promise.all(nodes.map((node) => hasten(node).catch(() => {})))
}

const personOf = (side: Side) => ({
  slug: side,
  name: { zh: side === 'consumer' ? '买方' : '卖方', en: side },
  roles: [side === 'consumer' ? 'trainer' : 'owner'],
})
