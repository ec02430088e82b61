import type { IdentifyCaller } from '@lianshu/connector'
import { domainError, err, isDid, ok } from '@lianshu/kernel'

/**
 * Who an EDC's token says its sender is. EDC's identity here signs nothing (PilotIdentity.java), so
 * nothing is checked: for interop runs alone, and why no setting of a connector leads here.
 */
export const believeToken: IdentifyCaller = async (token) => {
  const issuer = claimsIn(token)?.iss
  if (typeof issuer === 'string' && isDid(issuer)) return ok({ did: issuer })
  return err(domainError('auth.invalid', 'the token names no issuer that is a DID'))
}

function claimsIn(token: string): { readonly iss?: unknown } | undefined {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  } catch {
    return undefined
  }
}
