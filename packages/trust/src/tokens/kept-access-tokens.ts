import type { Clock, Did } from '@lianshu/kernel'
import type { ParticipantKeys } from '../keys/participant-keys.ts'
import { accessTokenSeconds, issueAccessToken } from './access-token.ts'

/** Issues access tokens, and hands the same one out again while most of its life is left. */
export type AccessTokens = (
  keys: ParticipantKeys,
  grant: { readonly audience: Did; readonly scopes: readonly string[] },
) => Promise<string>

interface Kept {
  readonly token: string
  readonly until: number
}

/** So much of its life is left at least, in seconds, for a verifier that comes late. */
const leftSeconds = accessTokenSeconds / 2
/** Counterparties per participant; beyond, the oldest is issued anew. */
const maxKept = 1000

/**
 * Keeps access tokens by holder, verifier and scopes: what they grant does not differ from message to
 * message, and a signature costs more than all the rest of a self-issued token. Keys that were changed, an
 * object of their own, get tokens of their own.
 */
export function keepAccessTokens(clock: Clock): AccessTokens {
  const kept = new WeakMap<ParticipantKeys, Map<string, Kept>>()
  return async (keys, grant) => {
    const now = clock.now().getTime()
    const tokens = kept.get(keys) ?? new Map<string, Kept>()
    kept.set(keys, tokens)
    const key = JSON.stringify([grant.audience, ...grant.scopes])
    const before = tokens.get(key)
    if (before && before.until > now) return before.token
    const token = await issueAccessToken({ keys, clock }, grant)
    tokens.delete(key)
    if (tokens.size >= maxKept) tokens.delete(tokens.keys().next().value!)
    tokens.set(key, { token, until: now + leftSeconds * 1000 })
    return token
  }
}
