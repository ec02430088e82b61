import {
  bindWalletStores,
  createFetchJson,
  createTransactor,
  type NodeResources,
} from '@lianshu/adapters'
import { ok } from '@lianshu/kernel'
import {
  type AcceptCredentialDeps,
  type AnswerOfferDeps,
  dcpWalletRules,
  type FollowRequestDeps,
  type ReceiveCredentialsDeps,
  type ReceiveOfferDeps,
  type WalletRules,
} from '@lianshu/trust'

/** What wallets of hosted participants do things with. */
export interface Holding
  extends AnswerOfferDeps,
    AcceptCredentialDeps,
    FollowRequestDeps,
    ReceiveCredentialsDeps,
    ReceiveOfferDeps {
  readonly rules: WalletRules
}

export interface HoldingOptions extends Pick<FollowRequestDeps, 'patienceMs'> {
  readonly rules?: WalletRules
}

/** Puts the wallets of a connector's participants together. */
export function createHolding(
  { db, http, identities, peers, seenTokens, clock, random }: NodeResources,
  { patienceMs, rules = dcpWalletRules }: HoldingOptions,
): Holding {
  const { requests, offers, credentials } = bindWalletStores(db)
  const askIssuer: Holding['askIssuer'] = async (call) => {
    const asked = { ...call, method: 'GET', kind: 'identity', timeoutMs: 10_000 } as const
    const answer = await peers.json({ ...asked, maxBytes: 64 * 1024 })
    return answer.ok ? ok(answer.value.body) : answer
  }
  return {
    ...{ askIssuer, patienceMs },
    ...{ ...identities.accepting, fetchJson: createFetchJson(http), seenTokens, clock, random },
    ...{ requests, offers, credentials, rules, wallet: createTransactor(db, bindWalletStores) },
  }
}
