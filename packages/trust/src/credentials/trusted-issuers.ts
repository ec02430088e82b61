import type { Did } from '@lianshu/kernel'

/** Whose credentials count, per credential type: trust in an issuer is never trust in all it may say. */
export type TrustedIssuers = ReadonlyMap<string, ReadonlySet<Did>>

/** Puts lists of issuers together; a type may stand in several. */
export function trustIssuers(
  ...lists: readonly (readonly { readonly type: string; readonly issuer: Did }[])[]
): TrustedIssuers {
  const trusted = new Map<string, Set<Did>>()
  for (const { type, issuer } of lists.flat()) {
    trusted.set(type, (trusted.get(type) ?? new Set()).add(issuer))
  }
  return trusted
}

export const isTrusted = (trusted: TrustedIssuers, issuer: Did, type: string): boolean =>
  trusted.get(type)?.has(issuer) ?? false
