import { join } from 'node:path'
import {
  bindDatasets,
  bindExchangeStores,
  bindHeldProcesses,
  bindHostedParticipants,
  bindKnownMembers,
  bindPublishedEntries,
  bindRecordLog,
  bindTokenClients,
  busyParticipants,
  createRecentEntities,
  createRelayHere,
  createTransactor,
  type DraftTolerance,
  kindOfPath,
  openNode,
  openTable,
  startLogSequencer,
} from '@lianshu/adapters'
import { showMissing, type TableSource } from '@lianshu/catalog'
import {
  type AcceptCallback,
  advanceTransfer,
  askPeopleInNegotiations,
  askPeopleInTransfers,
  completeTransfer,
  type DecideTransfer,
  type DecideTurn,
  decideByOffers,
  defaultDecisionRules,
  negotiationEndpoints,
  type TransferGates,
  terminateTransfer,
  transferEndpoints,
} from '@lianshu/exchange'
import { serve } from '@lianshu/http'
import { type Did, isDid, type Logger } from '@lianshu/kernel'
import { federatedTrainingFormat } from '@lianshu/protocol/dcat'
import type { WalletRules } from '@lianshu/trust'
import { createConnectorApp } from './app.ts'
import { publishedOffers } from './catalog/published-offers.ts'
import { createChanges } from './changes.ts'
import type { ConnectorConfig } from './config.ts'
import type { Connector, IdentifyCaller } from './connector.ts'
import { askTransferState } from './jobs/ask-transfer-state.ts'
import { expireDecisions, remindByJobs } from './jobs/decision-deadlines.ts'
import { createFollowUps } from './jobs/follow-ups.ts'
import { startRelay } from './jobs/relay.ts'
import { createRenewals } from './jobs/renewals.ts'
import { showMembership } from './jobs/show-membership.ts'
import { watchMembers } from './jobs/watch-members.ts'
import { watchRequests } from './jobs/watch-requests.ts'
import { witnessHeadAtOperator } from './jobs/witness-heads.ts'
import { createAcceptCallback } from './participants/accept-callback.ts'
import { addressesAt } from './participants/addresses.ts'
import { createHolding } from './participants/holding.ts'
import { createTrainings } from './training/trainings.ts'

export interface RunningConnector {
  readonly url: string
  /** Answers what runs, pauses trainings, then lets go of everything. */
  close(): Promise<void>
}

/** Ports that a composition may bring instead of a connector's own; `run.ts` brings none. */
export interface ConnectorPorts {
  /** Who is behind a token. Default: self-issued tokens of members, by DCP. */
  readonly identifyCaller?: IdentifyCaller
  /** How participants of the space are named. Default: by DIDs. */
  readonly isParticipantId?: (id: string) => boolean
  /** Decides on our turns in negotiations. Default: by what was published and the participant's rules. */
  readonly decideTurn?: DecideTurn
  /** Decides on transfers that are asked for. Default: by the participant's rules. */
  readonly decideTransfer?: DecideTransfer
  /** Where a counterparty may be called back. Default: where its DID document says that it is. */
  readonly acceptCallback?: AcceptCallback
  /** Data planes by transfer format, beside federated training. */
  readonly gates?: TransferGates
  /** How a test kit of an earlier draft of DCP is met. Default: DCP 1.0 as it stands. */
  readonly dcp?: {
    readonly walletRules?: WalletRules
    readonly tolerance?: DraftTolerance
  }
}

/** How often counterparties of long transfers see that a membership was renewed: well within the default grace. */
const showMembershipMs = 6 * 3_600_000

/** Puts a connector together and starts it. Throws DomainFailure when it cannot start. */
export async function composeConnector(
  config: ConnectorConfig,
  { logger, ports = {} }: { readonly logger: Logger; readonly ports?: ConnectorPorts },
): Promise<RunningConnector> {
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  const operators = config.operators as Did[]
  const { databaseUrl, redisUrl, directory, allowHttp, allowPrivateAddresses, apiKey } = config
  const stack = new AsyncDisposableStack()
  try {
    const node = await openNode({
      ...{ databaseUrl, redisUrl, publicUrl, directory, allowHttp, allowPrivateAddresses, logger },
      ...{ operators, keys: config },
      trust: {
        ...{ issuers: config.issuers, keepPresentationsMs: config.presentationSeconds * 1000 },
        statusFreshMs: config.memberWatchSeconds * 1000,
        tolerance: ports.dcp?.tolerance,
      },
    })
    stack.defer(() => node.close())
    const { db, clock, random, identities } = node

    const addresses = addressesAt(publicUrl)
    const participants = bindHostedParticipants(db)
    const datasets = bindDatasets(db)
    const published = bindPublishedEntries(db)
    const catalog = createTransactor(db, (tx) => ({
      datasets: bindDatasets(tx),
      published: bindPublishedEntries(tx),
      recordLog: bindRecordLog(tx),
    }))
    await showMissing({ catalog })
    const changes = createChanges()
    const here = {
      ...{ relay: createRelayHere(), recent: createRecentEntities() },
      changed: changes.announce,
    }
    const exchanging = createTransactor(db, (work) => bindExchangeStores(work, here))
    const tables: TableSource = {
      async open(participantId, file) {
        const slug = (await participants.get(participantId))?.slug ?? '-'
        return openTable(file, { directory: join(directory, 'data', slug) })
      },
    }
    const trainings = createTrainings({
      ...{ node, directory, participants, datasets, tables, exchanging },
      async finish({ participantId, id }, ending) {
        const command = { participantId, id }
        const ended = await (ending
          ? terminateTransfer(transferring, { ...command, ...ending })
          : completeTransfer(transferring, command))
        if (ended.ok) return
        // Over already, perhaps by an earlier call that was lost before the gate was shut.
        if (ended.error.code === 'state.illegal') await advanceTransfer(transferring, command)
        else throw new Error(ended.error.message)
      },
    })
    const callbackAddress = (did: Did) => addresses.protocolBase(did.split(':').at(-1) ?? '')
    const acceptCallback =
      ports.acceptCallback ??
      createAcceptCallback({ resolver: identities.resolver, hosts: config.callbackHosts })
    const remindAt = remindByJobs(node)
    const common = {
      transactor: exchanging,
      clock,
      random,
      callbackAddress,
      acceptCallback,
      remindAt,
    }
    const rulesOf = async (did: Did) =>
      (await participants.get(did))?.decisions ?? defaultDecisionRules
    const transferring = {
      ...common,
      gates: { ...ports.gates, [federatedTrainingFormat]: trainings },
      askState: askTransferState(node.peers),
      decideTransfer: ports.decideTransfer ?? askPeopleInTransfers(rulesOf),
    }
    const offers = publishedOffers(published)
    const negotiating = {
      ...common,
      offers,
      signatures: { sign: identities.signDetached, verify: identities.verifyDetached },
      decideTurn:
        ports.decideTurn ?? askPeopleInNegotiations(rulesOf, offers, decideByOffers(offers)),
    }

    const log = startLogSequencer({
      ...{ node, logger },
      onHead: (origin, head) => witnessHeadAtOperator({ node, participants }, origin, head),
    })
    stack.defer(() => log.stop())
    stack.defer(() => trainings.stop())
    const followUps = createFollowUps({ negotiating, transferring, logger })
    stack.defer(() => followUps.settled())
    const patienceMs = config.credentialWaitSeconds * 1000
    const holding = createHolding(node, { patienceMs, rules: ports.dcp?.walletRules })
    const renewals = createRenewals(holding, logger)
    stack.defer(() => renewals.settled())
    const closing = new AbortController()
    const connector: Connector = {
      ...{ publicUrl, apiKey, operators, addresses, node, participants, datasets, tables },
      ...{ exchanging, negotiating, transferring, trainings, log, closing, changes },
      identifyCaller: ports.identifyCaller ?? identities.authenticateMember,
      isParticipantId: ports.isParticipantId ?? isDid,
      ...{ holding, renewals, tokenClients: bindTokenClients(db), catalog, published },
      ...{ exchange: bindExchangeStores(db), held: bindHeldProcesses(db) },
      endpoints: [...negotiationEndpoints(negotiating), ...transferEndpoints(transferring)],
      followUp: followUps.take,
    }
    await expireDecisions(node.jobs, transferring)
    const relay = await startRelay(connector, here)
    stack.defer(() => relay.stop())
    const { host, port } = config
    const served = await serve(createConnectorApp(connector), {
      ...{ host, port, portSetting: 'LIANSHU_PORT', closing },
      onAnswered: (path, bytes) => node.traffic.count(kindOfPath(path), bytes),
    })
    stack.defer(() => served.close())
    const watch = watchMembers(
      {
        ...{ negotiating, transferring, logger, exchange: connector.exchange },
        graceMs: config.memberGraceSeconds * 1000,
        ...{ accepting: identities.accepting, knownMembers: bindKnownMembers(db) },
      },
      config.memberWatchSeconds * 1000,
    )
    stack.defer(() => watch.stop())
    const { askState } = transferring
    const show = showMembership({ ...connector, askState, logger }, showMembershipMs)
    stack.defer(() => show.stop())
    const requests = watchRequests({ ...connector, logger }, patienceMs)
    stack.defer(() => requests.stop())
    await followUps.resume(connector, await busyParticipants(db))
    await renewals.resume(connector)
    const held = stack.move()
    return { url: publicUrl, close: () => held.disposeAsync() }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
