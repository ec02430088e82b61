import { z } from 'zod'
import { credentialsContext, membershipType } from './contexts.ts'
import { didSchema } from './did-document.ts'

/** What a member may do in the space. */
export const memberRoleSchema = z.enum(['owner', 'trainer', 'operator', 'regulator'])

export type MemberRole = z.infer<typeof memberRoleSchema>

const nameSchema = z.string().min(1).max(200)
const timeSchema = z.iso.datetime({ offset: true })
const typesSchema = z.array(z.string().max(128)).min(1).max(8)

/**
 * Every VCDM 2.0 credential that travels as `vc20-bssl/jwt`: the payload of the JWT is the credential
 * (VC-JOSE-COSE section 3.1.1), with `validFrom` and `validUntil` instead of `nbf` and `exp`.
 */
export const verifiableCredentialSchema = z
  .object({
    '@context': z.array(z.string().max(512)).min(1).max(16),
    id: z.string().min(1).max(512),
    type: typesSchema,
    issuer: didSchema,
    validFrom: timeSchema,
    validUntil: timeSchema,
    credentialSubject: z.looseObject({ id: didSchema }),
  })
  .refine((credential) => credential['@context'][0] === credentialsContext, {
    path: ['@context', 0],
    error: `must be ${credentialsContext}`,
  })
  .refine((credential) => credential.type.includes('VerifiableCredential'), {
    path: ['type'],
    error: 'must include VerifiableCredential',
  })

export type VerifiableCredential = z.infer<typeof verifiableCredentialSchema>

/** Says that a participant is a member of the space, under which name and in which roles. */
export const membershipCredentialSchema = verifiableCredentialSchema
  .and(
    z.object({
      credentialSubject: z.looseObject({
        id: didSchema,
        name: nameSchema,
        roles: z.array(memberRoleSchema).min(1).max(4),
      }),
    }),
  )
  .refine((credential) => credential.type.includes(membershipType), {
    path: ['type'],
    error: `must include ${membershipType}`,
  })

export type MembershipCredential = z.infer<typeof membershipCredentialSchema>
