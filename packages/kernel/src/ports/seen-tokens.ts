import type { Did } from '../ids.ts'

/** Remembers token ids until they expire, so that a token works once per receiver. */
export interface SeenTokens {
  /** False when this issuer's token id was seen before by this participant. */
  remember(participantId: Did, issuer: Did, tokenId: string, expiresAt: Date): Promise<boolean>
}
