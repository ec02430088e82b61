import { z } from 'zod'
import { credentialsContext } from './contexts.ts'
import {
  type Credential,
  type CredentialContent,
  credentialParts,
  oneOrAll,
  timeSchema,
  validityOf,
} from './credential.ts'
import { secondsSchema } from './token-claims.ts'

/**
 * A VCDM 2.0 credential that travels as `vc20-bssl/jwt`: the payload of the JWT is the credential
 * (VC-JOSE-COSE section 3.1.1), with `validFrom` and `validUntil` beside `nbf` and `exp`.
 */
const schema = z
  .object({
    ...credentialParts,
    '@context': z.array(z.string().max(512)).min(1).max(16),
    validFrom: timeSchema.optional(),
    validUntil: timeSchema.optional(),
    nbf: secondsSchema.optional(),
    exp: secondsSchema.optional(),
  })
  .refine((credential) => credential['@context'][0] === credentialsContext, {
    path: ['@context', 0],
    error: `must be ${credentialsContext}`,
  })
  .refine((credential) => credential.type.includes('VerifiableCredential'), {
    path: ['type'],
    error: 'must include VerifiableCredential',
  })

/** Reads the payload of a credential JWT. */
export const credentialV20Schema = schema.transform(
  (read): Omit<Credential, 'document'> => ({
    profile: 'vc20-bssl/jwt',
    id: read.id,
    types: read.type,
    issuer: read.issuer,
    subject: read.credentialSubject,
    ...validityOf({ from: read.validFrom, until: read.validUntil }, read),
    statuses: read.credentialStatus,
    schemas: read.credentialSchema,
  }),
)

/** The payload of a credential JWT. */
export function renderCredentialV20(content: CredentialContent): Record<string, unknown> {
  const { id, type, contexts = [], issuer, subject, validFrom, validUntil, statuses } = content
  return {
    '@context': [credentialsContext, ...contexts],
    id,
    type: ['VerifiableCredential', type],
    issuer,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    credentialSubject: subject,
    credentialStatus: oneOrAll(statuses),
    credentialSchema: content.schema,
  }
}
