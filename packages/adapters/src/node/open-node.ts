import { join } from 'node:path'
import {
  type Clock,
  type Did,
  type JobQueue,
  type Logger,
  type ObjectStore,
  type Random,
  systemClock,
  systemRandom,
} from '@lianshu/kernel'
import type { LogStore, WitnessStore } from '@lianshu/trust'
import { openNodeJobs } from '../jobs/open-node-jobs.ts'
import { type KeyFile, type KeyFileOptions, openKeyFile } from '../keys/key-file.ts'
import { openFileObjectStore } from '../objects/file-object-store.ts'
import { createFetchDocument } from '../outgoing/fetch-document.ts'
import { createFetchJson } from '../outgoing/fetch-json.ts'
import { createHttpClient, type HttpClient } from '../outgoing/http-client.ts'
import { bindKnownMembers } from '../postgres/known-members.ts'
import { createLogStore } from '../postgres/log-store.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { type Database, openDatabase } from '../postgres/open-database.ts'
import { createSeenTokens } from '../postgres/seen-tokens.ts'
import { createWitnessStore } from '../postgres/witness-store.ts'
import { createIdentities, type Identities, type IdentitiesOptions } from './identities.ts'
import { createPeerClient, type PeerClient } from './peer-client.ts'
import { createTraffic, type Traffic } from './traffic.ts'

export interface NodeOptions {
  readonly databaseUrl: string
  /** Jobs wait in this Redis; without it in the database. */
  readonly redisUrl?: string
  /** How others reach this node; its replicas have the same. */
  readonly publicUrl: string
  /** Keys and objects live below it. */
  readonly directory: string
  readonly allowPrivateAddresses: boolean
  readonly allowHttp: boolean
  /** Operators whose membership credentials count. */
  readonly operators: readonly Did[]
  /** How credentials are judged beyond that; see IdentitiesOptions. */
  readonly trust?: Pick<
    IdentitiesOptions,
    'issuers' | 'keepPresentationsMs' | 'statusFreshMs' | 'tolerance'
  >
  /** What seals the participants' keys at rest. */
  readonly keys?: KeyFileOptions
  readonly logger: Logger
  readonly clock?: Clock
  readonly random?: Random
}

/** What every node stands on, whatever it does in the space. */
export interface NodeResources {
  readonly db: Database
  readonly databaseUrl: string
  readonly jobs: JobQueue
  readonly objects: ObjectStore
  readonly http: HttpClient
  readonly identities: Identities
  readonly keyFile: Pick<KeyFile, 'renewMasterKey'>
  readonly peers: PeerClient
  readonly seenTokens: ReturnType<typeof createSeenTokens>
  readonly logs: LogStore
  readonly witnessed: WitnessStore
  readonly traffic: Traffic
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  close(): Promise<void>
}

/** Ids of expired tokens pile up between two rounds, of one row per request. */
const forgetEveryMs = 60_000

/** Opens a node's database (migrated), queue, objects, keys and ways out; closes them in reverse. */
export async function openNode(options: NodeOptions): Promise<NodeResources> {
  const { databaseUrl, directory, allowHttp, allowPrivateAddresses, operators, logger } = options
  const { redisUrl, publicUrl, clock = systemClock, random = systemRandom } = options
  const stack = new AsyncDisposableStack()
  try {
    const db = openDatabase({ url: databaseUrl, logger, poolSize: 6 })
    stack.defer(() => db.close())
    await migrateDatabase(db)
    const [jobs, objects, keyStore] = await Promise.all([
      openNodeJobs(db, {
        databaseUrl,
        redis: redisUrl ? placeOf(redisUrl, publicUrl) : undefined,
        logger,
      }),
      openFileObjectStore(join(directory, 'objects')),
      openKeyFile(join(directory, 'keys'), options.keys),
    ])
    stack.defer(() => jobs.close())
    const traffic = createTraffic()
    const http = createHttpClient({
      ...{ allowPrivateAddresses, allowHttp, maxBytes: 64 * 1024 * 1024, timeoutMs: 60_000 },
      onSent: (bytes, { kind }) => traffic.count(kind, bytes.length),
    })
    stack.defer(() => http.close())
    const seenTokens = createSeenTokens(db, clock)
    const forgetting = setInterval(() => {
      seenTokens.forgetExpired().catch((error) => {
        logger.warn('expired token ids were not forgotten', { error: String(error) })
      })
    }, forgetEveryMs).unref()
    stack.defer(() => clearInterval(forgetting))
    const identities = createIdentities({
      ...{ ...options.trust, keyStore, seenTokens, clock, random, operators },
      fetchJson: createFetchJson(http, logger),
      fetchDocument: createFetchDocument(http, logger),
      allowHttpOnLoopback: allowHttp,
      knownMembers: bindKnownMembers(db),
    })
    const held = stack.move()
    return {
      ...{
        db,
        databaseUrl,
        jobs,
        objects,
        http,
        identities,
        keyFile: keyStore,
        seenTokens,
        traffic,
        clock,
        random,
        logger,
      },
      peers: createPeerClient(http, identities),
      logs: createLogStore(db),
      witnessed: createWitnessStore(db),
      close: () => held.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

/** Replicas of one node share their jobs; other nodes may share the server. */
const placeOf = (url: string, publicUrl: string) => ({
  url,
  prefix: `lianshu:${new URL(publicUrl).host}`,
})
