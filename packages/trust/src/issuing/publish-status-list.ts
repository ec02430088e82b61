import { type Clock, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { bitstringOf } from '../status/bitstring.ts'
import type { StatusListFormat } from '../status/encoded-list.ts'
import { type PublishedStatusList, signStatusList } from '../status/sign-status-list.ts'
import { purposesOf, type StatusPurpose } from '../status/status-entry.ts'
import { formatOfList } from './choose-place.ts'
import type { IssuedCredentials } from './issued-credential.ts'
import type { IssuedCredentialState } from './issued-credential-machine.ts'

export interface PublishStatusListDeps {
  readonly keys: ParticipantKeys
  readonly issued: Pick<IssuedCredentials, 'placesIn'>
  readonly statusListUrl: (list: string, purpose: StatusPurpose) => string
  readonly clock: Clock
}

const stateOf: Readonly<Record<StatusPurpose, IssuedCredentialState>> = {
  revocation: 'REVOKED',
  suspension: 'SUSPENDED',
}

/** What a set bit of a list tells, by the purposes that its format has lists for. */
const statesIn = (format: StatusListFormat, purpose: StatusPurpose) =>
  purposesOf[format].length > 1 ? [stateOf[purpose]] : Object.values(stateOf)

/** How long a list is good by its own word, in milliseconds: who holds on to an old one learns nothing new. */
const validMs = 15 * 60_000

/** A status list as it stands now, signed; `not-found` for a name that no list has. */
export async function publishStatusList(
  { keys, issued, statusListUrl, clock }: PublishStatusListDeps,
  { list, purpose }: { readonly list: string; readonly purpose: StatusPurpose },
): Promise<Result<PublishedStatusList, DomainError<'not-found'>>> {
  const format = formatOfList(list)
  if (!format || !purposesOf[format].includes(purpose)) {
    return err(domainError('not-found', 'there is no such status list'))
  }
  const places = await issued.placesIn(keys.did, list, statesIn(format, purpose))
  const validFrom = clock.now()
  const published = await signStatusList(activeKey(keys), {
    ...{ url: statusListUrl(list, purpose), format, issuer: keys.did, purpose, validFrom },
    bits: bitstringOf(places),
    validUntil: new Date(validFrom.getTime() + validMs),
  })
  return ok(published)
}
