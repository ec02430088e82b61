import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@lianshu/adapters'
import { brokerConfigSchema, composeBroker } from '@lianshu/broker'
import { composeConnector, connectorConfigSchema } from '@lianshu/connector'
import { type Did, type Logger, silentLogger } from '@lianshu/kernel'
import { createPortal } from '@lianshu/portal'
import { didWeb } from '@lianshu/trust'
import { checkPorts } from './check-ports.ts'
import { createManager, type Manager } from './manager.ts'
import { type NodeEntry, planSpace, readSpaceFile, writeSpaceFile } from './space-file.ts'

export interface DataspaceOptions {
  /** Everything of this space lies below it. */
  readonly directory: string
  /** The trainer and the owners; each gets a connector of its own. */
  readonly connectors: readonly string[]
  /**
   * The broker's port; the connectors take the next ones, the portal the one 80 above. Default: the
   * ports that the space has, 7400 for a new one.
   */
  readonly firstPort?: number
  readonly withPortal?: boolean
  readonly logger?: Logger
  /** The jobs of all nodes wait in this Redis; without it each node's wait in its database. */
  readonly redisUrl?: string
  /** Connectors that somebody else starts, e.g. a test as a process of its own. */
  readonly elsewhere?: readonly string[]
}

export interface SpaceNode {
  readonly name: string
  readonly url: string
  /** What only this node reads: keys, objects, tables. */
  readonly directory: string
  readonly databaseUrl: string
  readonly apiKey: string
  readonly port: number
  readonly api: Manager
}

export interface Dataspace {
  readonly directory: string
  readonly operator: Did
  readonly broker: SpaceNode
  /** By name. */
  readonly connectors: ReadonlyMap<string, SpaceNode>
  readonly portalUrl?: string
  /** Stops one connector, as a plant that goes dark in good order. */
  stopConnector(name: string): Promise<void>
  /** Starts it again. */
  startConnector(name: string): Promise<void>
  close(): Promise<void>
}

const host = '127.0.0.1'
const defaultFirstPort = 7400

/**
 * Removes everything that a space stored. Throws DomainFailure `conflict.exists` that names the process
 * while one has the space, and removes nothing then.
 */
export async function removeDataspace(directory: string): Promise<void> {
  // The database goes first: its lock is the space's lock.
  removeEmbeddedPostgres(join(directory, 'postgres'))
  await rm(directory, { recursive: true, force: true })
}

/**
 * Boots a whole data space: one PostgreSQL server, a broker, a connector per participant and the portal,
 * each node with its own address, keys, database role and directory. A space that was set up before
 * finds its data again. Throws DomainFailure when it cannot start, and leaves nothing running.
 */
export async function startDataspace(options: DataspaceOptions): Promise<Dataspace> {
  const { directory, firstPort, logger = silentLogger, elsewhere = [] } = options
  const names = ['broker', ...options.connectors]
  const first = firstPort ?? defaultFirstPort
  const stack = new AsyncDisposableStack()
  try {
    // The server goes first: it holds the lock by which a second process on this directory is refused.
    const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), logger })
    stack.defer(() => postgres.stop())
    const ports = { of: (index: number) => first + index, portal: first + 80 }
    const known = await readSpaceFile(directory)
    const file = known ?? planSpace(names, ports)
    await checkPorts(host, file, { isNew: known === undefined, firstPort })
    if (!known) await writeSpaceFile(directory, file)
    const nodes = new Map<string, SpaceNode>()
    for (const entry of file.nodes)
      nodes.set(entry.name, await describeNode(directory, entry, postgres))
    const common = settingsFor(options)
    const brokerNode = nodes.get('broker')!
    nodes.delete('broker')
    const operator = didWeb(new URL(brokerNode.url).host)

    const broker = await composeBroker(
      brokerConfigSchema.parse({ ...common(brokerNode), admission: 'automatic' }),
      { logger: logger.child({ node: 'broker' }) },
    )
    stack.defer(() => broker.close())
    const running = new Map<string, { close(): Promise<void> }>()
    const stopConnector = async (name: string) => {
      const connector = running.get(name)
      running.delete(name)
      await connector?.close()
    }
    const startConnector = async (name: string) => {
      const config = connectorConfigSchema.parse({
        ...common(nodes.get(name)!),
        ...{ operators: operator, memberWatchSeconds: '2' },
      })
      running.set(name, await composeConnector(config, { logger: logger.child({ node: name }) }))
    }
    stack.defer(() => Promise.all([...running.keys()].map(stopConnector)).then(() => {}))
    await Promise.all(
      [...nodes.keys()].filter((name) => !elsewhere.includes(name)).map(startConnector),
    )

    const portal = options.withPortal
      ? await createPortal({
          brokerUrl: brokerNode.url,
          host,
          port: file.portalPort,
          logger: logger.child({ node: 'portal' }),
        })
      : undefined
    if (portal) stack.defer(() => portal.close())
    const held = stack.move()
    return {
      ...{ directory, operator, broker: brokerNode, connectors: nodes, portalUrl: portal?.url },
      ...{ stopConnector, startConnector, close: () => held.disposeAsync() },
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

async function describeNode(
  directory: string,
  { name, port, apiKey }: NodeEntry,
  postgres: { ensureDatabase(name: string): Promise<string> },
): Promise<SpaceNode> {
  const url = `http://${host}:${port}`
  return {
    ...{ name, url, port, apiKey, api: createManager(url, apiKey) },
    directory: join(directory, 'nodes', name),
    databaseUrl: await postgres.ensureDatabase(`lianshu_${name.replaceAll('-', '_')}`),
  }
}

/** Settings as they would stand in the environment; everything is on this machine, over plain http. */
const settingsFor =
  ({ redisUrl }: Pick<DataspaceOptions, 'redisUrl'>) =>
  ({ databaseUrl, directory, port, apiKey, url }: SpaceNode) => ({
    ...{ databaseUrl, redisUrl, directory, host, port: String(port), apiKey, publicUrl: url },
    ...{ allowPrivateAddresses: 'true', allowHttp: 'true' },
  })
