import {
  bindWalletStores,
  createFetchJson,
  createTransactor,
  type NodeResources,
} from '@lianshu/adapters'
import {
  type AcceptCredentialDeps,
  type AnswerOfferDeps,
  dcpWalletRules,
  type ReceiveCredentialsDeps,
  type ReceiveOfferDeps,
  type WalletRules,
} from '@lianshu/trust'

/** What wallets of hosted participants do things with. */
export interface Holding
  extends AnswerOfferDeps,
    AcceptCredentialDeps,
    ReceiveCredentialsDeps,
    ReceiveOfferDeps {
  readonly rules: WalletRules
}

/** Puts the wallets of a connector's participants together. */
export function createHolding(
  { db, http, identities, seenTokens, clock, random }: NodeResources,
  rules: WalletRules = dcpWalletRules,
): Holding {
  const { requests, offers, credentials } = bindWalletStores(db)
  return {
    ...{ ...identities.accepting, fetchJson: createFetchJson(http), seenTokens, clock, random },
    ...{ requests, offers, credentials, rules, wallet: createTransactor(db, bindWalletStores) },
  }
}
