import type { Credential } from '@lianshu/protocol/dcp'
import type { StoredCredential } from '../ports.ts'

/** A credential as the wallet keeps it. */
export const toStored = (
  { id, types, issuer, subject, validUntil }: Credential,
  jwt: string,
): StoredCredential => ({ holder: subject.id, id, types, issuer, validUntil, jwt })
