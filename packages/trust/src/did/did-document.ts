import type { Did } from '@lianshu/kernel'
import { type DidDocument, dcpContext, didContext, jwkContext } from '@lianshu/protocol/dcp'
import type { ParticipantKeys } from '../keys/participant-keys.ts'
import type { PublicKeys } from '../verify/signed-json.ts'

export interface DidService {
  /** `CredentialService`, `IssuerService`, `DataService`… */
  readonly type: string
  readonly endpoint: string
}

/**
 * The document of a participant. The active key may do everything; retired keys keep
 * `assertionMethod` alone, so that what they signed still verifies and no new token does.
 */
export function buildDidDocument(command: {
  readonly did: Did
  readonly keys: ParticipantKeys
  readonly services: readonly DidService[]
}): DidDocument {
  const { did, keys, services } = command
  const all = keys.keys.map((key) => key.kid)
  const active = keys.keys.filter((key) => key.status === 'active').map((key) => key.kid)
  return {
    '@context': [didContext, jwkContext, dcpContext],
    id: did,
    verificationMethod: keys.keys.map((key) => ({
      id: key.kid,
      type: 'JsonWebKey2020',
      controller: did,
      publicKeyJwk: key.publicJwk,
    })),
    authentication: active,
    assertionMethod: all,
    capabilityInvocation: active,
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
