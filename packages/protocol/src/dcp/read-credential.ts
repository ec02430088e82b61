import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { Credential, CredentialContent } from './credential.ts'
import { credentialV11Schema, renderCredentialV11 } from './credential-v11.ts'
import { credentialV20Schema, renderCredentialV20 } from './credential-v20.ts'
import type { CredentialProfile } from './profiles.ts'
import { withoutNulls } from './without-nulls.ts'

type Payload = Readonly<Record<string, unknown>>

/** Which data model a payload is written in: only VCDM 1.1 puts the credential into a claim. */
const profileOfPayload = (payload: Payload): CredentialProfile =>
  Object.hasOwn(payload, 'vc') ? 'vc11-sl2021/jwt' : 'vc20-bssl/jwt'

export type ReadCredential = (payload: Payload) => Result<Credential, DomainError<'auth.invalid'>>

/**
 * Reads the payload of a credential JWT in either profile; `auth.invalid` names the first member that is
 * wrong. Nothing about it is verified yet.
 */
export const readCredential: ReadCredential = (payload) => {
  const isV11 = profileOfPayload(payload) === 'vc11-sl2021/jwt'
  const read = isV11
    ? credentialV11Schema.safeParse({ ...payload, vc: withoutNulls(payload.vc) })
    : credentialV20Schema.safeParse(withoutNulls(payload))
  if (read.success) {
    return ok({ ...read.data, document: (isV11 ? payload.vc : payload) as Payload })
  }
  const issue = read.error.issues[0]
  return err(domainError('auth.invalid', `credential ${issue?.path.join('.')}: ${issue?.message}`))
}

/** The payload of a credential JWT in a profile. */
export const renderCredential = (
  content: CredentialContent,
  profile: CredentialProfile,
): Record<string, unknown> =>
  profile === 'vc11-sl2021/jwt' ? renderCredentialV11(content) : renderCredentialV20(content)
