import type { KeyFacts, ParticipantKeys } from './participant-keys.ts'

/** Tokens and presentations live some minutes, and others keep our document for some: both may still be on their way. */
const inFlightMs = 10 * 60_000

export interface PublishedKeys {
  /** Good for whatever was signed: agreements, credentials, heads of logs. */
  readonly statements: readonly KeyFacts[]
  /** Good for tokens and presentations, too. */
  readonly requests: readonly KeyFacts[]
}

/**
 * Which keys a participant's document names at a moment. A retired key loses tokens and presentations
 * when those that it signed have expired, everything else at the end of its overlap; a key that was given up
 * at once is named no more.
 */
export function publishedKeys({ keys }: ParticipantKeys, now: Date): PublishedKeys {
  const statements = keys.filter(
    (key) => key.status === 'active' || new Date(key.verifiesUntil) > now,
  )
  const requests = statements.filter(
    (key) => key.status === 'active' || now.getTime() - Date.parse(key.retiredAt) < inFlightMs,
  )
  return { statements, requests }
}
