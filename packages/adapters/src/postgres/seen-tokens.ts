import { type Clock, type Did, type SeenTokens, systemClock } from '@lianshu/kernel'
import { lte, sql } from 'drizzle-orm'
import { inBatches } from './in-batches.ts'
import type { Queries } from './open-database.ts'
import { seenTokens } from './schema/node.ts'
import { run, slot, statement, writer } from './statement.ts'

interface Token {
  readonly participantId: Did
  readonly issuer: Did
  readonly tokenId: string
  readonly expiresAt: Date
}

/** All of a batch, in one statement whose text does not change with their number. */
const remember = statement<{ tokens: string }>(() =>
  writer
    .insert(seenTokens)
    .select(
      sql`select * from json_to_recordset(${slot('tokens')}::text::json) as token
        ("participantId" text, issuer text, "tokenId" text, "expiresAt" timestamptz)`,
    )
    .onConflictDoNothing()
    .returning({
      participantId: seenTokens.participantId,
      issuer: seenTokens.issuer,
      tokenId: seenTokens.tokenId,
    }),
)

const nameOf = (participantId: unknown, issuer: unknown, tokenId: unknown) =>
  JSON.stringify([participantId, issuer, tokenId])

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
  const rememberOne = inBatches<Token, boolean>(async (tokens) => {
    const rows = await run(db, remember({ tokens: JSON.stringify(tokens) }))
    const fresh = new Set(rows.map((row) => nameOf(row.participant_id, row.issuer, row.token_id)))
    // The first of two equal ones in a batch is the one that was fresh.
    return tokens.map((token) =>
      fresh.delete(nameOf(token.participantId, token.issuer, token.tokenId)),
    )
  })
  return {
    remember: (participantId, issuer, tokenId, expiresAt) =>
      rememberOne({ participantId, issuer, tokenId, expiresAt }),
    async forgetExpired() {
      await db.delete(seenTokens).where(lte(seenTokens.expiresAt, clock.now()))
    },
  }
}
