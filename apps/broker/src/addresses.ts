import type { StatusPurpose } from '@lianshu/trust'

/** Where the issuer service of the operator is, from its node's public address. */
export interface Addresses {
  /** Base of the issuer service (DCP 1.0 section 6). */
  readonly issuerService: string
  /** A request for credentials, as its holder reads it. */
  issuance(id: string): string
  statusList(list: string, purpose: StatusPurpose): string
  /** The JSON Schema of a credential's subject, by the credential's type. */
  credentialSchema(type: string): string
}

export function addressesAt(publicUrl: string): Addresses {
  const issuerService = `${publicUrl.replace(/\/$/, '')}/dcp`
  return {
    issuerService,
    issuance: (id) => `${issuerService}/requests/${id}`,
    statusList: (list, purpose) => `${issuerService}/status-lists/${list}/${purpose}`,
    credentialSchema: (type) => `${issuerService}/schemas/${type}`,
  }
}
