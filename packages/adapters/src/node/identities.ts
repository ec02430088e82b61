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
import {
  membershipScope,
  membershipType,
  organizationType,
  type ReadCredential,
} from '@lianshu/protocol/dcp'
import {
  type AcceptCredentialDeps,
  activeKey,
  createDidResolver,
  createMembershipVerifier,
  createSchemaCheck,
  createStatusCheck,
  type DidResolver,
  type FetchDocument,
  type FetchJson,
  issueSelfIssuedToken,
  type KeyStore,
  type KnownMembers,
  keepAccessTokens,
  type Membership,
  type MembershipVerifier,
  signDetachedJson,
  signJson,
  trustIssuers,
  verifyDetachedJson,
  verifyJson,
  verifySelfIssuedToken,
} from '@lianshu/trust'
import { createOwnKeys, type OwnKeys } from './own-keys.ts'

export interface IdentitiesOptions {
  readonly keyStore: KeyStore
  readonly seenTokens: SeenTokens
  readonly fetchJson: FetchJson
  readonly clock: Clock
  readonly random: Random
  readonly fetchDocument: FetchDocument
  /** Operators whose membership credentials count. */
  readonly operators: readonly Did[]
  /** Issuers of other credentials, each for the types that it is trusted with. */
  readonly issuers?: readonly TrustedIssuer[]
  /** How old the status of a credential may be, in milliseconds. Default fifteen seconds. */
  readonly statusFreshMs?: number
  /** How long a presentation is believed at most, in milliseconds. Default five minutes. */
  readonly keepPresentationsMs?: number
  readonly tolerance?: DraftTolerance
  readonly allowHttpOnLoopback: boolean
  /** Keeps whom our participants have met. */
  readonly knownMembers?: Pick<KnownMembers, 'remember'>
}

/** How a test kit of an earlier draft of DCP is met; a space sets none of it. */
export interface DraftTolerance {
  /** Believes status lists that nobody signed. */
  readonly allowUnsignedStatusLists?: boolean
  /** Lets keys of DID documents without verification relationships do everything. */
  readonly trustBareDocuments?: boolean
  /** Reads credentials; default: as their data models have it. */
  readonly readCredential?: ReadCredential
}

/** Whose credentials of which type count. */
export interface TrustedIssuer {
  readonly type: string
  readonly issuer: Did
}

/** Who a node's own participants are, and who its callers are. */
export interface Identities extends OwnKeys {
  readonly resolver: DidResolver
  /** What is needed to decide whether a credential counts. */
  readonly accepting: AcceptCredentialDeps
  /**
   * The Authorization header of one request from one of ours to another participant. It lets the other
   * side ask for our membership credential, or brings back an access token that the other side gave us.
   */
  authorization(from: Did, to: Did, accessToken?: string): Promise<string>
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
  const { keyStore, fetchJson, clock, random, operators, allowHttpOnLoopback } = options
  const { trustBareDocuments } = options.tolerance ?? {}
  const documents = { allowHttpOnLoopback, trustBareDocuments }
  const resolver = createDidResolver({ fetchJson, clock, ...documents })
  const accepting = acceptingOf(options, resolver)
  const ownKeys = createOwnKeys(keyStore, clock)
  const { keysToSign } = ownKeys
  const accessTokens = keepAccessTokens(clock)
  const issueToken = async (from: Did, request: Parameters<typeof issueSelfIssuedToken>[1]) =>
    issueSelfIssuedToken({ keys: await keysToSign(from), clock, random, accessTokens }, request)
  const isMember: MembershipVerifier = createMembershipVerifier({
    ...{ ...accepting, fetchJson, keepMs: options.keepPresentationsMs },
    met: options.knownMembers?.remember,
    issueToken: ({ from, ...request }) => issueToken(from, request),
  })
  const tokenDeps = { resolver, seenTokens: options.seenTokens, clock }
  const authenticate = (token: string, audience: Did) =>
    verifySelfIssuedToken(tokenDeps, { token, audience })

  return {
    resolver,
    accepting,
    ...ownKeys,
    async authorization(from, to, accessToken) {
      const access = accessToken ? { accessToken } : { grantScopes: [membershipScope] }
      return `Bearer ${await issueToken(from, { audience: to, ...access })}`
    },
    authenticate,
    async authenticateMember(token, audience) {
      const caller = await authenticate(token, audience)
      if (!caller.ok) return caller
      const { issuer: did, accessToken } = caller.value
      if (operators.includes(did)) return ok({ did })
      const membership = await isMember({ verifier: audience, member: did, accessToken })
      if (membership.ok) return ok({ did, membership: membership.value })
      return err(asCallersFault(membership.error))
    },
    sign: async (did, value) => signJson(activeKey(await keysToSign(did)), value),
    signDetached: async (did, value) => signDetachedJson(activeKey(await keysToSign(did)), value),
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

/** Operators vouch for members and for which company they are; every other type has issuers of its own. */
function acceptingOf(options: IdentitiesOptions, resolver: DidResolver): AcceptCredentialDeps {
  const { fetchJson, fetchDocument, clock, operators, issuers = [], tolerance = {} } = options
  const vouching = operators.flatMap((issuer) =>
    [membershipType, organizationType].map((type) => ({ type, issuer })),
  )
  const { allowUnsignedStatusLists: allowUnsignedLists, readCredential } = tolerance
  return {
    statusFreshMs: options.statusFreshMs,
    ...{ resolver, clock, readCredential, trustedIssuers: trustIssuers(vouching, issuers) },
    checkStatus: createStatusCheck({ fetchDocument, resolver, clock, allowUnsignedLists }),
    checkSchema: createSchemaCheck({ fetchJson, clock }),
  }
}

/**
 * What a caller's own wallet does not tell is not our failure but leaves the caller unknown: 401, which it
 * may try again when its wallet answers.
 */
const asCallersFault = (error: DomainError): DomainError =>
  error.code.startsWith('peer.')
    ? domainError('auth.invalid', `your membership cannot be read: ${error.message}`)
    : error

const notSigned = (signer: Did) =>
  err(domainError('auth.invalid', `the signature is not by ${signer}`))
