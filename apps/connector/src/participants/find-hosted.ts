import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { HostedParticipant, HostedParticipants } from '@lianshu/trust'
import { type Addresses, slugPattern } from './addresses.ts'

interface HostedBy {
  readonly participants: HostedParticipants
  readonly addresses: Addresses
}

/** The hosted participant of a slug out of an address; `not-found` also for what is no slug at all. */
export async function findHosted(
  deps: HostedBy,
  slug: string | undefined,
): Promise<Result<HostedParticipant, DomainError<'not-found'>>> {
  const isSlug = slug !== undefined && slugPattern.test(slug)
  const participant = isSlug && (await deps.participants.get(deps.addresses.did(slug)))
  return participant
    ? ok(participant)
    : err(domainError('not-found', 'no such participant is hosted here'))
}

/**
 * Finds the DID of a hosted participant, asking the database once for each: a connector never gives one
 * up, so it cannot have gone. Only those that are hosted are remembered.
 */
export function rememberHosted(deps: HostedBy) {
  const known = new Map<string, Did>()
  return async (slug: string | undefined): Promise<Result<Did, DomainError<'not-found'>>> => {
    const id = known.get(slug ?? '')
    if (id !== undefined) return ok(id)
    const hosted = await findHosted(deps, slug)
    if (!hosted.ok) return hosted
    known.set(slug ?? '', hosted.value.id)
    return ok(hosted.value.id)
  }
}
