import type { LogSequencer, MemberCaller, NodeResources } from '@lianshu/adapters'
import type { DatasetStore, OwnerCatalog, PublishedEntries, TableSource } from '@lianshu/catalog'
import type {
  DspEndpoint,
  ExchangeStores,
  ExchangeTransactor,
  FollowUp,
  HeldProcesses,
  NegotiationDeps,
  TransferDeps,
} from '@lianshu/exchange'
import type { Did, DomainError, Result } from '@lianshu/kernel'
import type { HostedParticipants, TokenClients } from '@lianshu/trust'
import type { Changes } from './changes.ts'
import type { Renewals } from './jobs/renewals.ts'
import type { Addresses } from './participants/addresses.ts'
import type { Holding } from './participants/holding.ts'
import type { Trainings } from './training/trainings.ts'

/** Who sent a token to a hosted participant; only members and operators are anybody. */
export type IdentifyCaller = (
  token: string,
  participantId: Did,
) => Promise<Result<MemberCaller, DomainError>>

/** Everything that the routes and jobs of a connector use; compose.ts makes it. */
export interface Connector {
  readonly publicUrl: string
  readonly apiKey: string
  readonly operators: readonly Did[]
  readonly addresses: Addresses
  readonly node: NodeResources
  readonly participants: HostedParticipants
  readonly identifyCaller: IdentifyCaller
  /** Could this be the id of somebody in the space? */
  readonly isParticipantId: (id: string) => boolean
  /** The wallets of the hosted participants. */
  readonly holding: Holding
  readonly renewals: Renewals
  readonly tokenClients: TokenClients
  readonly datasets: DatasetStore
  /** For reading outside a transaction. */
  readonly published: PublishedEntries
  readonly catalog: OwnerCatalog
  readonly tables: TableSource
  /** For reading outside a transaction. */
  readonly exchange: ExchangeStores
  /** What waits for a person. */
  readonly held: HeldProcesses
  readonly exchanging: ExchangeTransactor
  readonly negotiating: NegotiationDeps
  readonly transferring: TransferDeps
  readonly endpoints: readonly DspEndpoint[]
  /** Tells long polls what was stored. */
  readonly changes: Changes
  /** Takes the steps that are ours, once the answer to the message before has left. */
  readonly followUp: (step: FollowUp) => void
  readonly trainings: Trainings
  readonly log: LogSequencer
  /** Aborts when the node closes: long polls end. */
  readonly closing: AbortController
}
