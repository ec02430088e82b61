import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { z } from 'zod'
import { credentialsContext, credentialsV1Context } from './contexts.ts'
import { didSchema } from './did-document.ts'
import { jwtSchema } from './message-parts.ts'
import type { CredentialProfile } from './profiles.ts'
import { secondsSchema } from './token-claims.ts'

/** A presentation as rules look at it, whatever data model it is written in. Times are seconds since 1970. */
export interface Presentation {
  readonly profile: CredentialProfile
  readonly holder: Did
  readonly audience: string
  readonly issuedAt?: number
  readonly notBefore?: number
  readonly expiresAt: number
  /** Credential JWTs, none verified yet. */
  readonly credentials: readonly string[]
}

const typesSchema = z.union([z.string().max(128), z.array(z.string().max(128)).max(8)])
const isPresentation = (types: z.infer<typeof typesSchema>) =>
  [types].flat().includes('VerifiablePresentation')
const mustBePresentation = { error: 'must include VerifiablePresentation' }

const claims = {
  iss: didSchema,
  aud: z.string().max(512),
  iat: secondsSchema.optional(),
  nbf: secondsSchema.optional(),
  exp: secondsSchema,
}

/** Before VC-JOSE-COSE was finished the media type had a `+ld+json` in it, or a semicolon behind it. */
const dataUrl = /^data:application\/vc(?:\+ld\+json)?\+jwt[,;]/

/** A credential inside a VCDM 2.0 presentation: a data URL that holds the JWT (VCDM 2.0 section 4.12). */
const envelopedSchema = z
  .object({
    type: typesSchema.refine((types) => [types].flat().includes('EnvelopedVerifiableCredential')),
    id: z.string().max(40_000).regex(dataUrl, 'must be a data URL of a credential JWT'),
  })
  .transform(({ id }) => id.replace(dataUrl, ''))
  .pipe(jwtSchema)

/** The payload is the presentation itself, plus audience and times. */
const v20Schema = z
  .object({
    ...claims,
    '@context': z.array(z.string().max(512)).min(1).max(8),
    type: typesSchema.refine(isPresentation, mustBePresentation),
    holder: didSchema.optional(),
    verifiableCredential: z.array(envelopedSchema).max(16),
  })
  .refine((payload) => payload['@context'][0] === credentialsContext, {
    path: ['@context', 0],
    error: `must be ${credentialsContext}`,
  })

/** The presentation is the claim `vp` (VCDM 1.1 section 6.3.1). */
const v11Schema = z
  .object({
    ...claims,
    sub: didSchema.optional(),
    vp: z.object({
      type: typesSchema.refine(isPresentation, mustBePresentation),
      holder: didSchema.optional(),
      verifiableCredential: z.array(jwtSchema).max(16).default([]),
    }),
  })
  .refine(({ iss, sub }) => (sub ?? iss) === iss, { path: ['sub'], error: 'must be the holder' })

/**
 * Reads the payload of a presentation JWT in either profile; `auth.invalid` names the first member that
 * is wrong. Nothing about it is verified yet.
 */
export function readPresentation(
  payload: Readonly<Record<string, unknown>>,
): Result<Presentation, DomainError<'auth.invalid'>> {
  const isV11 = Object.hasOwn(payload, 'vp')
  const read = (isV11 ? v11Schema : v20Schema).safeParse(payload)
  if (!read.success) {
    const issue = read.error.issues[0]
    const at = issue?.path.join('.')
    return err(domainError('auth.invalid', `presentation ${at}: ${issue?.message}`))
  }
  const { iss, aud, iat, nbf, exp } = read.data
  const inner = 'vp' in read.data ? read.data.vp : read.data
  if ((inner.holder ?? iss) !== iss) {
    return err(domainError('auth.invalid', 'presentation holder: must be the iss'))
  }
  return ok({
    ...{ profile: isV11 ? 'vc11-sl2021/jwt' : 'vc20-bssl/jwt', holder: iss, audience: aud },
    ...{ issuedAt: iat, notBefore: nbf, expiresAt: exp },
    credentials: inner.verifiableCredential,
  })
}

/** The payload of a presentation JWT in its profile. */
export function renderPresentation(
  presentation: Presentation,
  id: string,
): Record<string, unknown> {
  const { profile, holder, audience, issuedAt, notBefore, expiresAt, credentials } = presentation
  const jwt = { iss: holder, aud: audience, iat: issuedAt, nbf: notBefore, exp: expiresAt }
  const type = ['VerifiablePresentation']
  if (profile === 'vc11-sl2021/jwt') {
    const context = { '@context': [credentialsV1Context] }
    return { ...jwt, jti: id, vp: { ...context, type, holder, verifiableCredential: credentials } }
  }
  const verifiableCredential = credentials.map((credential) => ({
    '@context': credentialsContext,
    type: 'EnvelopedVerifiableCredential',
    id: `data:application/vc+jwt,${credential}`,
  }))
  return { '@context': [credentialsContext], id, type, holder, verifiableCredential, ...jwt }
}
