/**
 * Where makes and test kits of different drafts ask different things of a wallet. A connector follows
 * DCP 1.0; only a composition for a kit of an earlier draft brings other rules.
 */
export interface WalletRules {
  /** Scopes in a query that the access token does not grant: left out silently, or reason to refuse. */
  readonly ungrantedScopes: 'left-out' | 'refused'
  /** Whether a request that was answered may be answered again, with other credentials. */
  readonly deliveries: 'once' | 'repeated'
  /** Offers of which an id is not in the issuer's metadata. */
  readonly unknownOffers: 'refused' | 'kept'
}

export const dcpWalletRules: WalletRules = {
  ungrantedScopes: 'left-out',
  deliveries: 'once',
  unknownOffers: 'refused',
}
