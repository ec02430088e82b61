import type { Did } from '@lianshu/kernel'
import { type DidDocument, dcpContext, didContext, jwkContext } from '@lianshu/protocol/dcp'
import type { ParticipantKeys } from '../keys/participant-keys.ts'
import { publishedKeys } from '../keys/published-keys.ts'
import type { PublicKeys } from '../verify/signed-json.ts'

export interface DidService {
  /** `CredentialService`, `IssuerService`, `DataService`… */
  readonly type: string
  readonly endpoint: string
}

/**
 * The document of a participant at a moment. The active key may do everything; a retired one keeps
 * `assertionMethod` until its end, so that what it signed still verifies and no new token does.
 */
export function buildDidDocument(command: {
  readonly did: Did
  readonly keys: ParticipantKeys
  readonly services: readonly DidService[]
  readonly now: Date
}): DidDocument {
  const { did, keys, services, now } = command
  const { statements, requests } = publishedKeys(keys, now)
  const kids = (published: typeof statements) => published.map(({ kid }) => kid)
  return {
    '@context': [didContext, jwkContext, dcpContext],
    id: did,
    verificationMethod: statements.map((key) => ({
      id: key.kid,
      type: 'JsonWebKey2020',
      controller: did,
      publicKeyJwk: key.publicJwk,
    })),
    authentication: kids(requests),
    assertionMethod: kids(statements),
    capabilityInvocation: kids(requests),
    service: services.map(({ type, endpoint }) => ({
      id: `${did}#${type}`,
      type,
      serviceEndpoint: endpoint,
    })),
  }
}

/** The keys that may sign statements for this DID, by kid: what an offline verifier needs. */
export function assertionKeys(document: DidDocument): PublicKeys {
  const named = new Set(document.assertionMethod.filter((method) => typeof method === 'string'))
  const embedded = document.assertionMethod.filter((method) => typeof method !== 'string')
  const methods = [...document.verificationMethod.filter(({ id }) => named.has(id)), ...embedded]
  return Object.fromEntries(
    methods.flatMap(({ id, publicKeyJwk }) => (publicKeyJwk ? [[id, publicKeyJwk]] : [])),
  )
}
