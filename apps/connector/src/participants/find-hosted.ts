import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { HostedParticipant, HostedParticipants } from '@lianshu/trust'
import { type Addresses, slugPattern } from './addresses.ts'

/** The hosted participant of a slug out of an address; `not-found` also for what is no slug at all. */
export async function findHosted(
  deps: { readonly participants: HostedParticipants; readonly addresses: Addresses },
  slug: string | undefined,
): Promise<Result<HostedParticipant, DomainError<'not-found'>>> {
  const isSlug = slug !== undefined && slugPattern.test(slug)
  const participant = isSlug && (await deps.participants.get(deps.addresses.did(slug)))
  return participant
    ? ok(participant)
    : err(domainError('not-found', 'no such participant is hosted here'))
}
