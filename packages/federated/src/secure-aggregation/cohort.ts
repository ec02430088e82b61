import { createHash } from 'node:crypto'
import {
  asId,
  canonicalJson,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import { type Binding, type CohortMember, keyAdvertisementSchema } from '@lianshu/protocol/rounds'
import type { VerifySignature } from '../signing.ts'

/** The floor below which no plan can go: with two, each would learn the other's vector from the sum. */
export const minimumCohort = 3

export interface Peer {
  readonly participantId: Did
  /** X25519 public key, 32 bytes as base64url. */
  readonly publicKey: string
}

/** A cohort whose every key was checked; made by verifyCohort only. */
export interface VerifiedCohort {
  readonly binding: Binding
  readonly self: Did
  /** Everybody but oneself, ordered by id. */
  readonly peers: readonly Peer[]
  /** Hexadecimal SHA-256 of all members' ids and keys in order. */
  readonly digest: string
}

/**
 * Checks the list of keys that the coordinator passes on, as somebody who does not trust it.
 * `round.cohort-too-small` below the minimum; `round.mismatch` for duplicates, oneself missing or with
 * another key, a key of another run, round, attempt or plan; `auth.invalid` for a bad signature.
 */
export async function verifyCohort(
  deps: { readonly verify: VerifySignature },
  check: {
    readonly binding: Binding
    readonly self: Peer
    readonly members: readonly CohortMember[]
    readonly minimum: number
    /** Who was named when the key was asked for; nobody else may appear. */
    readonly invited: readonly string[]
  },
): Promise<Result<VerifiedCohort, DomainError>> {
  const { binding, self, members } = check
  const minimum = Math.max(check.minimum, minimumCohort)
  if (members.length < minimum) {
    return err(
      domainError(
        'round.cohort-too-small',
        `the coordinator names ${members.length} participants; masks need at least ${minimum}`,
      ),
    )
  }
  const stranger = members.find((member) => !check.invited.includes(member.sender))
  if (stranger) return mismatch('names a participant that was not invited', stranger.sender)

  const peers = await Promise.all(members.map((member) => readAdvertisement(deps, binding, member)))
  const all: Peer[] = []
  for (const peer of peers) {
    if (!peer.ok) return peer
    all.push(peer.value)
  }
  if (new Set(all.map((peer) => peer.participantId)).size !== all.length) {
    return mismatch('names a participant twice')
  }
  if (new Set(all.map((peer) => peer.publicKey)).size !== all.length) {
    return mismatch('gives two participants the same key')
  }
  const own = all.find((peer) => peer.participantId === self.participantId)
  if (own?.publicKey !== self.publicKey)
    return mismatch('does not have the key that this side sent')
  all.sort((left, right) => (left.participantId < right.participantId ? -1 : 1))
  return ok({
    binding,
    self: self.participantId,
    peers: all.filter((peer) => peer !== own),
    digest: createHash('sha256').update(canonicalJson(all)).digest('hex'),
  })
}

async function readAdvertisement(
  deps: { readonly verify: VerifySignature },
  binding: Binding,
  member: CohortMember,
): Promise<Result<Peer, DomainError>> {
  const sender = asId<Did>(member.sender)
  const signed = await deps.verify(sender, member.advertisement)
  if (!signed.ok) return signed
  const advertisement = keyAdvertisementSchema.safeParse(signed.value)
  if (!advertisement.success) return mismatch('has a malformed key', sender)
  const { type, agreementId, sender: signer, publicKey, ...bound } = advertisement.data
  if (signer !== sender) return mismatch('has a key of somebody else', sender)
  if (canonicalJson(bound) !== canonicalJson(binding)) {
    return mismatch('has a key for another run, round or attempt', sender)
  }
  return ok({ participantId: sender, publicKey })
}

const mismatch = (what: string, at?: string) =>
  err(domainError('round.mismatch', `the coordinator's list of keys ${what}`, { at }))
