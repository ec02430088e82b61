import { type ReadCredential, readCredential } from '@lianshu/protocol/dcp'

const v1Context = 'https://www.w3.org/2018/credentials/v1'

/**
 * Reads the credentials of dcp-tck 1.0.0-RC6, which are no VCDM 1.1 in three places: `@context` is the
 * credential's id, `type` lacks `VerifiableCredential`, and `sub` is the credential's id. Those are put right; everything else must be as it must be.
 */
export const readKitCredential: ReadCredential = (payload) => {
  const { vc, sub, ...claims } = payload
  if (typeof vc !== 'object' || vc === null) return readCredential(payload)
  const { '@context': context, type, ...rest } = vc as Record<string, unknown>
  const repaired = {
    ...rest,
    '@context': context === rest.id ? [v1Context] : context,
    type: Array.isArray(type) ? [...new Set(['VerifiableCredential', ...type])] : type,
  }
  const named = sub === rest.id ? {} : { sub }
  return readCredential({ ...claims, ...named, vc: repaired })
}
