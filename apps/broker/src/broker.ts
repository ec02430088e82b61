import type { LogSequencer, NodeResources } from '@lianshu/adapters'
import type { AnswerDemandDeps, BrokerCatalog, BrokerCatalogStores } from '@lianshu/catalog'
import type { settleRun } from '@lianshu/exchange'
import type { CoordinatorDeps } from '@lianshu/federated'
import type { Did, Words } from '@lianshu/kernel'
import type { MembershipDeps, MembershipStores } from '@lianshu/trust'
import type { Issuer } from './issuer.ts'
import type { Issuances } from './jobs/issuances.ts'
import type { BrokerRecords } from './records.ts'

/** Everything that the routes and jobs of the operator's node use; compose.ts makes it. */
export interface Broker {
  readonly did: Did
  readonly name: Words
  readonly publicUrl: string
  readonly admission: 'automatic' | 'manual'
  readonly apiKey: string
  readonly node: NodeResources
  readonly register: MembershipDeps
  /** For reading outside a transaction. */
  readonly members: MembershipStores['members']
  readonly issuer: Issuer
  readonly issuances: Pick<Issuances, 'decideSoon'>
  readonly coordinator: CoordinatorDeps
  readonly catalog: BrokerCatalog
  readonly catalogReader: Omit<BrokerCatalogStores, 'recordLog'>
  readonly demandBook: AnswerDemandDeps['demands']
  readonly records: BrokerRecords
  readonly settling: Parameters<typeof settleRun>[0]
  readonly log: LogSequencer
  /** Aborts when the node closes: long polls and event streams end. */
  readonly closing: AbortController
}
