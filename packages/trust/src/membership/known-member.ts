import type { Clock, Did } from '@lianshu/kernel'
import type { CredentialStatusCheck, StatusClaims } from '../ports.ts'

/** A member whom one of ours has met: whose word its membership is, and where the status of that stands. */
export interface KnownMember extends StatusClaims {
  /** The one of ours who met it. */
  readonly participantId: Did
  readonly member: Did
  readonly validUntil?: string
}

/** Constraint: one entry per participant and member; a later meeting replaces it. */
export interface KnownMembers {
  remember(known: KnownMember): Promise<void>
  /** Everybody with whom a participant of this node has a negotiation or a transfer open. */
  trading(): Promise<readonly KnownMember[]>
}

/** How a membership can be taken away. */
export type LostStanding = 'suspended' | 'revoked'

/**
 * Whether the operator has taken a membership away since; undefined while it has not, and while nobody can
 * say: a status list that cannot be had, or a credential that has ended and may have a successor.
 */
export async function lostStanding(
  deps: { readonly checkStatus: CredentialStatusCheck; readonly clock: Clock },
  known: KnownMember,
  maxAgeMs: number,
): Promise<LostStanding | undefined> {
  const { validUntil } = known
  if (validUntil !== undefined && new Date(validUntil) <= deps.clock.now()) return undefined
  const status = await deps.checkStatus(known, { maxAgeMs })
  const told = status.ok ? undefined : status.error.details?.status
  return told === 'suspended' || told === 'revoked' ? told : undefined
}
