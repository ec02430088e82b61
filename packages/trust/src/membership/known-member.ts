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

/** How a membership is lost: taken away by the operator, or ended by itself with no successor shown. */
export type LostStanding = 'suspended' | 'revoked' | 'expired'

export interface StandingLimits {
  /** How old the status may be, in milliseconds. */
  readonly maxAgeMs: number
  /** How long after the end of the credential we wait for its holder to show a newer one, in milliseconds. */
  readonly graceMs: number
}

/**
 * Whether a membership is lost since we met the member; undefined while it is not, and while nobody can say: a
 * status list that cannot be had. The operator's word on a credential counts after its end, too.
 */
export async function lostStanding(
  deps: { readonly checkStatus: CredentialStatusCheck; readonly clock: Clock },
  known: KnownMember,
  { maxAgeMs, graceMs }: StandingLimits,
): Promise<LostStanding | undefined> {
  const status = await deps.checkStatus(known, { maxAgeMs })
  const told = status.ok ? undefined : status.error.details?.status
  if (told === 'suspended' || told === 'revoked') return told
  const ended = known.validUntil === undefined ? Infinity : Date.parse(known.validUntil)
  return deps.clock.now().getTime() >= ended + graceMs ? 'expired' : undefined
}
