import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  isDid,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { DidDocument, KeyPurpose, PublicJwk } from '@lianshu/protocol/dcp'
import { type DIDResolutionResult, Resolver } from 'did-resolver'
import type { FetchJson } from '../ports.ts'
import { type DidWebOptions, didOfKid } from './did-web.ts'
import { createDocumentCache } from './document-cache.ts'
import { type BareDocuments, fetchDidDocument } from './fetch-did-document.ts'
import { keyForPurpose, onlyKeyForPurpose } from './key-for-purpose.ts'

/** A public key with the DID that publishes it. */
export interface ResolvedKey {
  readonly did: Did
  readonly kid: string
  readonly jwk: PublicJwk
}

/** Reads DID documents. Every error is expected: an unknown method, no answer, a document of another. */
export interface DidResolver {
  resolve(did: Did): Promise<Result<DidDocument, DomainError>>
  /**
   * The key that a DID URL names, when its document lists it for that purpose. A kid that the kept
   * document does not know makes it be read once more: keys rotate.
   */
  findKey(kid: string, purpose: KeyPurpose): Promise<Result<ResolvedKey, DomainError>>
  /** The only key of a document, for a signature that names none; refused when there are several. */
  findOnlyKey(did: Did, purpose: KeyPurpose): Promise<Result<ResolvedKey, DomainError>>
}

export interface DidResolverDeps extends DidWebOptions, BareDocuments {
  readonly fetchJson: FetchJson
  readonly clock: Clock
  /** How long a document is believed without looking again. Default five minutes. */
  readonly cacheMs?: number
}

/** Resolves did:web through did-resolver, with documents kept for `cacheMs`. */
export function createDidResolver(deps: DidResolverDeps): DidResolver {
  const registry = new Resolver({
    web: async (did) => toResolution(await fetchDidDocument(deps, did as Did)),
  })
  const cache = createDocumentCache({
    clock: deps.clock,
    cacheMs: deps.cacheMs ?? 5 * 60_000,
    read: async (did) => fromResolution(did, await registry.resolve(did)),
  })
  return {
    resolve: cache.get,
    async findKey(kid, purpose) {
      const did = didOfKid(kid)
      if (did === undefined) {
        return err(domainError('auth.invalid', `kid ${kid.slice(0, 200)} is not a DID URL`))
      }
      const document = await cache.get(did)
      if (!document.ok) return document
      const key = keyForPurpose(document.value, kid, purpose)
      if (key.ok || !cache.mayRefresh(did)) return key
      const refreshed = await cache.refresh(did)
      return refreshed.ok ? keyForPurpose(refreshed.value, kid, purpose) : refreshed
    },
    async findOnlyKey(did, purpose) {
      const document = await cache.get(did)
      return document.ok ? onlyKeyForPurpose(document.value, purpose) : document
    },
  }
}

function toResolution(result: Result<DidDocument, DomainError>): DIDResolutionResult {
  if (result.ok) {
    return {
      didResolutionMetadata: { contentType: 'application/did+json' },
      didDocument: result.value as DIDResolutionResult['didDocument'],
      didDocumentMetadata: {},
    }
  }
  const didResolutionMetadata = { error: 'notFound', domainError: result.error }
  return { didResolutionMetadata, didDocument: null, didDocumentMetadata: {} }
}

function fromResolution(
  did: Did,
  { didDocument, didResolutionMetadata }: DIDResolutionResult,
): Result<DidDocument, DomainError> {
  if (didDocument !== null) return ok(didDocument as DidDocument)
  if (didResolutionMetadata.domainError) return err(didResolutionMetadata.domainError)
  const method = isDid(did) ? 'only did:web is supported' : 'it is not a DID'
  return err(domainError('input.unsupported', `${did} cannot be resolved: ${method}`))
}
