import { type Clock, type SeenTokens, systemClock } from '@lianshu/kernel'
import { lte } from 'drizzle-orm'
import type { Queries } from './open-database.ts'
import { seenTokens } from './schema/node.ts'
import { run, slots, statement, writer } from './statement.ts'

const remember = statement(() =>
  writer
    .insert(seenTokens)
    .values(slots('participantId', 'issuer', 'tokenId', 'expiresAt'))
    .onConflictDoNothing()
    .returning({ tokenId: seenTokens.tokenId }),
)

/**
 * SeenTokens that all replicas share. Remembering commits by itself: a token stays used even when the
 * request it came with fails.
 */
export function createSeenTokens(
  db: Queries,
  clock: Clock = systemClock,
): SeenTokens & {
  /** Forgets what has expired; call it now and then. */
  forgetExpired(): Promise<void>
} {
  return {
    async remember(participantId, issuer, tokenId, expiresAt) {
      const fresh = await run(db, remember({ participantId, issuer, tokenId, expiresAt }))
      return fresh.length === 1
    },
    async forgetExpired() {
      await db.delete(seenTokens).where(lte(seenTokens.expiresAt, clock.now()))
    },
  }
}
