import {
  bindCoordinatorStores,
  bindDemands,
  bindExchangeStores,
  bindHarvests,
  bindIssuedCredentials,
  bindListingIndex,
  bindListings,
  bindMembers,
  bindRecordLog,
  bindRunTerms,
  createTransactor,
  kindOfPath,
  openNode,
  startLogSequencer,
} from '@lianshu/adapters'
import { createRunEvents } from '@lianshu/federated'
import { serve } from '@lianshu/http'
import type { Json, Logger } from '@lianshu/kernel'
import type { CredentialProfile } from '@lianshu/protocol/dcp'
import { didWeb, type IssuancePolicy } from '@lianshu/trust'
import { createBrokerApp } from './app.ts'
import type { Broker } from './broker.ts'
import type { BrokerConfig } from './config.ts'
import { createIssuer } from './issuer.ts'
import { startIssuances } from './jobs/issuances.ts'
import { startRelay } from './jobs/relay.ts'
import { startJobs } from './jobs/start-jobs.ts'

export interface RunningBroker {
  readonly did: Broker['did']
  readonly url: string
  /** Answers what runs, places what is logged, then lets go of everything. */
  close(): Promise<void>
}

/** Ports that a composition may bring instead of a broker's own; `run.ts` brings none. */
export interface BrokerPorts {
  /** Decides who is given credentials. Default: members of the register. */
  readonly issuancePolicy?: IssuancePolicy
  /** What containers of credentials say about their profile. Default: its own name, as in DCP 1.0. */
  readonly formatOf?: (profile: CredentialProfile) => string
  /** Lets keys of DID documents without verification relationships do everything. Default: nothing. */
  readonly trustBareDocuments?: boolean
}

/** Puts the operator's node together and starts it. Throws DomainFailure when it cannot start. */
export async function composeBroker(
  config: BrokerConfig,
  { logger, ports = {} }: { readonly logger: Logger; readonly ports?: BrokerPorts },
): Promise<RunningBroker> {
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  const did = didWeb(new URL(publicUrl).host)
  const { databaseUrl, redisUrl, directory, allowHttp, allowPrivateAddresses } = config
  const stack = new AsyncDisposableStack()
  try {
    const node = await openNode({
      ...{ databaseUrl, redisUrl, publicUrl, directory, allowHttp, allowPrivateAddresses, logger },
      ...{ operators: [did], keys: config },
      trust: { tolerance: { trustBareDocuments: ports.trustBareDocuments } },
    })
    stack.defer(() => node.close())
    await node.identities.ensureKeys(did, config.keyAlgorithm)
    const { db, clock, random, identities, objects } = node

    const log = startLogSequencer({ node, logger })
    stack.defer(() => log.stop())
    const coordinatorStores = bindCoordinatorStores(db)
    const exchangeStores = bindExchangeStores(db)
    const listingStores = {
      listings: bindListings(db),
      harvests: bindHarvests(db),
      index: bindListingIndex(db),
    }
    const closing = new AbortController()
    const { credentialDays, renewDays } = config
    const issuer = createIssuer({
      ...{ node, did, publicUrl, credentialDays, renewDays, formatOf: ports.formatOf },
      policy: ports.issuancePolicy,
    })
    const issuances = await startIssuances({ did, node, issuer })
    stack.defer(() => issuances.stop())
    const relay = await startRelay({ node, issuer })
    stack.defer(() => relay.stop())
    const broker: Broker = {
      ...{ did, publicUrl, node, log, closing, admission: config.admission, apiKey: config.apiKey },
      name: { zh: config.nameZh, en: config.nameEn },
      members: bindMembers(db),
      register: {
        ...{ operator: did, clock },
        register: createTransactor(db, (tx) => ({
          members: bindMembers(tx),
          issued: bindIssuedCredentials(tx),
          recordLog: bindRecordLog(tx),
        })),
      },
      ...{ issuer, issuances },
      coordinator: {
        ...{ coordinatorId: did, stores: coordinatorStores, objects, clock, random, logger },
        transactor: createTransactor(db, (tx) => ({
          ...bindCoordinatorStores(tx),
          records: bindRecordLog(tx),
        })),
        signer: { participantId: did, sign: (value: Json) => identities.sign(did, value) },
        verify: identities.verify,
        events: createRunEvents(),
      },
      catalogReader: listingStores,
      catalog: createTransactor(db, (tx) => ({
        ...{ listings: bindListings(tx), harvests: bindHarvests(tx), index: bindListingIndex(tx) },
        recordLog: bindRecordLog(tx),
      })),
      demandBook: createTransactor(db, (tx) => ({
        demands: bindDemands(tx),
        recordLog: bindRecordLog(tx),
      })),
      records: {
        demands: bindDemands(db),
        runTerms: bindRunTerms(db),
        settlements: exchangeStores.settlements,
      },
      settling: { transactor: createTransactor(db, bindExchangeStores), clock },
    }
    const jobs = await startJobs(broker, config.harvestSeconds)
    stack.defer(() => jobs.stop())
    const app = createBrokerApp(broker)
    const { host, port } = config
    const served = await serve(app, {
      ...{ host, port, portSetting: 'LIANSHU_PORT', closing },
      onAnswered: (path, bytes) => node.traffic.count(kindOfPath(path), bytes),
    })
    stack.defer(() => served.close())
    const held = stack.move()
    return { did, url: publicUrl, close: () => held.disposeAsync() }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
