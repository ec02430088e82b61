import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { DidDocument, KeyPurpose } from '@lianshu/protocol/dcp'
import type { ResolvedKey } from './did-resolver.ts'

/**
 * The verification method `kid` of a document, when the document lists it under `purpose` (DID Core
 * section 5.3): by reference, or embedded there and then good for that purpose alone. Whether its kind
 * fits a signature's algorithm is decided where the signature is checked.
 */
export function keyForPurpose(
  document: DidDocument,
  kid: string,
  purpose: KeyPurpose,
): Result<ResolvedKey, DomainError<'auth.invalid'>> {
  const listed = document[purpose].find(
    (entry) => kid === (typeof entry === 'string' ? entry : entry.id),
  )
  const method =
    typeof listed === 'string'
      ? document.verificationMethod.find(({ id }) => id === listed)
      : listed
  if (method?.publicKeyJwk === undefined) {
    const message = `${document.id} lists no key ${kid} under ${purpose}`
    return err(domainError('auth.invalid', message))
  }
  return ok({ did: document.id, kid, jwk: method.publicKeyJwk })
}

/**
 * The key of a document that has exactly one verification method, for a signature without `kid` (DCP 1.0
 * section 4.3.3). A method that is embedded in a relationship counts like one that stands in the list.
 */
export function onlyKeyForPurpose(
  document: DidDocument,
  purpose: KeyPurpose,
): Result<ResolvedKey, DomainError<'auth.invalid'>> {
  const { verificationMethod, authentication, assertionMethod, capabilityInvocation } = document
  const relationships = [...authentication, ...assertionMethod, ...capabilityInvocation]
  const embedded = relationships.flatMap((entry) => (typeof entry === 'string' ? [] : [entry.id]))
  const ids = new Set([...verificationMethod.map(({ id }) => id), ...embedded])
  const [only] = ids
  if (only !== undefined && ids.size === 1) return keyForPurpose(document, only, purpose)
  const message = `the header must name the key: ${document.id} has ${ids.size} verification methods`
  return err(domainError('auth.invalid', message))
}
