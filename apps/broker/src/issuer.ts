import {
  bindIssuances,
  bindIssuedCredentials,
  bindMembers,
  bindOutbox,
  bindRecordLog,
  createTransactor,
  type Database,
  type NodeResources,
  type Work,
} from '@lianshu/adapters'
import type { Did } from '@lianshu/kernel'
import {
  type DecideIssuanceDeps,
  type IssuancePolicy,
  type IssuingStores,
  issueToMembers,
  memberCredentials,
  type OfferRenewalsDeps,
  type ReceiveCredentialRequestDeps,
} from '@lianshu/trust'
import { type Addresses, addressesAt } from './addresses.ts'

/** What the operator needs as an issuer; its keys are asked for each time, because they rotate. */
export interface Issuer
  extends Omit<DecideIssuanceDeps, 'keys'>,
    ReceiveCredentialRequestDeps,
    OfferRenewalsDeps {
  readonly addresses: Addresses
  /** For reading outside a transaction. */
  readonly stores: Pick<IssuingStores, 'issuances' | 'issued'>
}

export const bindIssuingStores = (work: Work): IssuingStores => ({
  ...{
    issuances: bindIssuances(work),
    issued: bindIssuedCredentials(work),
    members: bindMembers(work),
  },
  ...{ outbox: bindOutbox(work), recordLog: bindRecordLog(work) },
})

export interface IssuerOptions {
  readonly node: Pick<NodeResources, 'clock' | 'random'> & { readonly db: Database }
  readonly did: Did
  readonly publicUrl: string
  readonly credentialDays: number
  readonly renewDays: number
  readonly policy?: IssuancePolicy
  readonly formatOf?: DecideIssuanceDeps['formatOf']
}

/** Puts the operator's issuer service together. */
export function createIssuer(options: IssuerOptions): Issuer {
  const { node, did, policy = issueToMembers, formatOf, credentialDays, renewDays } = options
  const { db, clock, random } = node
  const addresses = addressesAt(options.publicUrl)
  return {
    ...{ issuer: did, clock, random, policy, formatOf, addresses, renewDays },
    given: memberCredentials,
    issuing: createTransactor(db, bindIssuingStores),
    stores: bindIssuingStores(db),
    validDays: credentialDays,
    statusListUrl: addresses.statusList,
    schemaUrl: addresses.credentialSchema,
  }
}
