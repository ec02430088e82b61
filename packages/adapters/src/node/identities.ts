import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  type Json,
  ok,
  type Random,
  type Result,
  type SeenTokens,
} from '@lianshu/kernel'
import { membershipScope } from '@lianshu/protocol/dcp'
import {
  activeKey,
  createDidResolver,
  createMembershipVerifier,
  type DidResolver,
  type FetchJson,
  generateParticipantKeys,
  issueSelfIssuedToken,
  type KeyAlgorithm,
  type KeyStore,
  type Membership,
  type MembershipVerifier,
  type ParticipantKeys,
  signDetachedJson,
  signJson,
  verifyDetachedJson,
  verifyJson,
  verifySelfIssuedToken,
} from '@lianshu/trust'

export interface IdentitiesOptions {
  readonly keyStore: KeyStore
  readonly seenTokens: SeenTokens
  readonly fetchJson: FetchJson
  readonly clock: Clock
  readonly random: Random
  /** Operators whose membership credentials count. */
  readonly trustedIssuers: readonly Did[]
  readonly allowHttpOnLoopback: boolean
}

/** Who a node's own participants are, and who its callers are. */
export interface Identities {
  readonly resolver: DidResolver
  /** The keys of a participant of this node, made at the first call: Ed25519 unless P-256 is asked for. */
  ensureKeys(did: Did, algorithm?: KeyAlgorithm): Promise<ParticipantKeys>
  /** The keys of a participant of this node; throws for a stranger, whose keys nobody here may use. */
  keysOf(did: Did): Promise<ParticipantKeys>
  /** The Authorization header of one request from one of ours to another participant. */
  authorization(from: Did, to: Did): Promise<string>
  /** Who sent this token to `audience`. */
  authenticate(token: string, audience: Did): Promise<Result<Caller, DomainError>>
  /** The same, for members of the space and its operators only. */
  authenticateMember(token: string, audience: Did): Promise<Result<MemberCaller, DomainError>>
  /** Compact JWS over canonical JSON by one of ours. */
  sign(did: Did, value: Json): Promise<string>
  signDetached(did: Did, value: Json): Promise<string>
  /** The value that `signer` signed. */
  verify(signer: Did, jws: string): Promise<Result<Json, DomainError>>
  /** Whether `signer` signed exactly this value. */
  verifyDetached(signer: Did, value: Json, jws: string): Promise<Result<void, DomainError>>
}

/** An operator needs no membership: it is the one who gives them. */
export interface MemberCaller {
  readonly did: Did
  readonly membership?: Membership
}

export interface Caller {
  readonly issuer: Did
  readonly accessToken?: string
}

/** Puts keys, tokens, DIDs and credentials together for one node. */
export function createIdentities(options: IdentitiesOptions): Identities {
  const { keyStore, fetchJson, clock, random, trustedIssuers, allowHttpOnLoopback } = options
  const resolver = createDidResolver({ fetchJson, clock, allowHttpOnLoopback })
  const loaded = new Map<Did, Promise<ParticipantKeys | undefined>>()

  const load = (did: Did) => {
    const known = loaded.get(did) ?? keyStore.load(did)
    loaded.set(did, known)
    return known
  }
  const keysOf = async (did: Did) => {
    const keys = await load(did)
    if (keys === undefined) throw new Error(`${did} is not a participant of this node`)
    return keys
  }
  const make = async (did: Did, algorithm?: KeyAlgorithm) => {
    const kept = await keyStore.load(did)
    const keys = kept ?? (await generateParticipantKeys(did, clock, algorithm))
    await keyStore.save(keys)
    return keys
  }
  const issueToken = async (from: Did, request: Parameters<typeof issueSelfIssuedToken>[1]) =>
    issueSelfIssuedToken({ keys: await keysOf(from), clock, random }, request)
  const isMember: MembershipVerifier = createMembershipVerifier({
    ...{ fetchJson, resolver, trustedIssuers, clock },
    issueToken: ({ from, ...request }) => issueToken(from, request),
  })
  const tokenDeps = { resolver, seenTokens: options.seenTokens, clock }
  const authenticate = (token: string, audience: Did) =>
    verifySelfIssuedToken(tokenDeps, { token, audience })

  return {
    resolver,
    keysOf,
    async ensureKeys(did, algorithm) {
      const known = await load(did)
      if (known !== undefined) return known
      const made = make(did, algorithm)
      loaded.set(did, made)
      return made
    },
    async authorization(from, to) {
      return `Bearer ${await issueToken(from, { audience: to, grantScopes: [membershipScope] })}`
    },
    authenticate,
    async authenticateMember(token, audience) {
      const caller = await authenticate(token, audience)
      if (!caller.ok) return caller
      const { issuer: did, accessToken } = caller.value
      if (trustedIssuers.includes(did)) return ok({ did })
      const membership = await isMember({ verifier: audience, member: did, accessToken })
      return membership.ok ? ok({ did, membership: membership.value }) : membership
    },
    sign: async (did, value) => signJson(activeKey(await keysOf(did)), value),
    signDetached: async (did, value) => signDetachedJson(activeKey(await keysOf(did)), value),
    async verify(signer, jws) {
      const verified = await verifyJson(resolver, jws)
      if (!verified.ok) return verified
      return verified.value.signer === signer ? ok(verified.value.value as Json) : notSigned(signer)
    },
    async verifyDetached(signer, value, jws) {
      const verified = await verifyDetachedJson(resolver, jws, value)
      if (!verified.ok) return verified
      return verified.value.signer === signer ? ok(undefined) : notSigned(signer)
    },
  }
}

const notSigned = (signer: Did) =>
  err(domainError('auth.invalid', `the signature is not by ${signer}`))
