import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { type DidDocument, didDocumentSchema } from '@lianshu/protocol/dcp'
import type { FetchJson } from '../ports.ts'
import { type DidWebOptions, didWebUrl } from './did-web.ts'

const maxBytes = 64 * 1024
const timeoutMs = 5_000

/** Fetches and validates the document of a did:web. It must be about that very DID. */
export async function fetchDidDocument(
  deps: DidWebOptions & BareDocuments & { readonly fetchJson: FetchJson },
  did: Did,
): Promise<Result<DidDocument, DomainError>> {
  const url = didWebUrl(did, deps)
  if (!url.ok) return url
  const fetched = await deps.fetchJson({ url: url.value, method: 'GET', maxBytes, timeoutMs })
  if (!fetched.ok) return fetched
  const parsed = didDocumentSchema.safeParse(fetched.value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const at = issue?.path.join('.')
    return err(domainError('peer.invalid', `the document of ${did}: ${issue?.message}`, { at }))
  }
  if (parsed.data.id !== did) {
    return err(domainError('peer.invalid', `the document at ${url.value} is not about ${did}`))
  }
  const document = absolute(parsed.data)
  return ok(deps.trustBareDocuments === true ? withRelationships(document) : document)
}

export interface BareDocuments {
  /**
   * Lets every key of a document that states no verification relationship at all do everything: for a test
   * kit that publishes such documents, never for a space. Default false: what is not granted is not allowed.
   */
  readonly trustBareDocuments?: boolean
}

function withRelationships(document: DidDocument): DidDocument {
  const { authentication, assertionMethod, capabilityInvocation, verificationMethod } = document
  const isBare = [authentication, assertionMethod, capabilityInvocation].every(
    (relationship) => relationship.length === 0,
  )
  if (!isBare) return document
  const all = verificationMethod.map(({ id }) => id)
  return { ...document, authentication: all, assertionMethod: all, capabilityInvocation: all }
}

/** Gives relative key ids (`#key-1`) their DID, and the newer name of the key type its older one. */
function absolute(document: DidDocument): DidDocument {
  const full = (id: string) => (id.startsWith('#') ? `${document.id}${id}` : id)
  const method = (from: DidDocument['verificationMethod'][number]) => ({
    ...from,
    id: full(from.id),
    type: from.type === 'JsonWebKey' ? 'JsonWebKey2020' : from.type,
  })
  const relationship = (from: DidDocument['authentication']) =>
    from.map((entry) => (typeof entry === 'string' ? full(entry) : method(entry)))
  return {
    ...document,
    verificationMethod: document.verificationMethod.map(method),
    authentication: relationship(document.authentication),
    assertionMethod: relationship(document.assertionMethod),
    capabilityInvocation: relationship(document.capabilityInvocation),
  }
}
