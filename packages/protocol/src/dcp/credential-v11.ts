import { z } from 'zod'
import { credentialsV1Context } from './contexts.ts'
import {
  type Credential,
  type CredentialContent,
  credentialParts,
  oneOrAll,
  timeSchema,
  validityOf,
} from './credential.ts'
import { didSchema } from './did-document.ts'
import { secondsSchema } from './token-claims.ts'

const vcSchema = z.object({
  ...credentialParts,
  id: credentialParts.id.optional(),
  '@context': z.array(z.string().max(512)).min(1).max(16).optional(),
  issuanceDate: timeSchema.optional(),
  expirationDate: timeSchema.optional(),
})

/**
 * A VCDM 1.1 credential with an external proof, as `vc11-sl2021/jwt`: JWT claims around the claim `vc`
 * (VCDM 1.1 section 6.3.1). What the claims repeat must agree with `vc` where it says who; of two times
 * the narrower counts.
 */
const schema = z
  .object({
    iss: didSchema,
    sub: didSchema.optional(),
    nbf: secondsSchema.optional(),
    exp: secondsSchema.optional(),
    jti: credentialParts.id.optional(),
    vc: vcSchema,
  })
  .refine(({ vc }) => (vc['@context'] ?? [credentialsV1Context])[0] === credentialsV1Context, {
    path: ['vc', '@context', 0],
    error: `must be ${credentialsV1Context}`,
  })
  .refine(({ vc }) => vc.type.includes('VerifiableCredential'), {
    path: ['vc', 'type'],
    error: 'must include VerifiableCredential',
  })
  .refine(({ jti, vc }) => (vc.id ?? jti) !== undefined, {
    path: ['vc', 'id'],
    error: 'must be there, or jti instead',
  })
  .refine(({ iss, vc }) => iss === vc.issuer, { path: ['iss'], error: 'must be the issuer' })
  .refine(({ sub, vc }) => (sub ?? vc.credentialSubject.id) === vc.credentialSubject.id, {
    path: ['sub'],
    error: 'must be the subject',
  })

/** Reads the payload of a credential JWT. */
export const credentialV11Schema = schema.transform(
  ({ nbf, exp, jti, vc }): Omit<Credential, 'document'> => ({
    profile: 'vc11-sl2021/jwt',
    id: vc.id ?? jti!,
    types: vc.type,
    issuer: vc.issuer,
    subject: vc.credentialSubject,
    ...validityOf({ from: vc.issuanceDate, until: vc.expirationDate }, { nbf, exp }),
    statuses: vc.credentialStatus,
    schemas: vc.credentialSchema,
  }),
)

/** The payload of a credential JWT. Seconds are whole: `nbf` begins with the second, `exp` ends with it. */
export function renderCredentialV11(content: CredentialContent): Record<string, unknown> {
  const { id, type, contexts = [], issuer, subject, validFrom, validUntil, statuses } = content
  const seconds = (time: Date) => Math.floor(time.getTime() / 1000)
  return {
    iss: issuer,
    sub: subject.id,
    jti: id,
    nbf: seconds(validFrom),
    exp: seconds(validUntil),
    vc: {
      '@context': [credentialsV1Context, ...contexts],
      id,
      type: ['VerifiableCredential', type],
      issuer,
      issuanceDate: validFrom.toISOString(),
      expirationDate: validUntil.toISOString(),
      credentialSubject: subject,
      credentialStatus: oneOrAll(statuses),
      credentialSchema: content.schema,
    },
  }
}
