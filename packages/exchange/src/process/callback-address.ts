import {
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  type Result,
} from '@lianshu/kernel'
import type { AcceptCallback } from '../ports.ts'

/** Checks the grammar of an address that we shall call; whether we may call it is the guard's business. */
export function checkedAddress(address: string, at = 'callbackAddress'): string {
  const wrong = wrongWith(address, at)
  if (wrong) throw new DomainFailure(wrong)
  return address
}

/** The same for an address that a message names, which must be the sender's own. */
export async function acceptedAddress(
  deps: { readonly acceptCallback: AcceptCallback },
  counterpartyId: Did,
  address: string,
): Promise<Result<void, DomainError>> {
  const wrong = wrongWith(address, 'callbackAddress')
  return wrong ? err(wrong) : deps.acceptCallback(counterpartyId, address)
}

function wrongWith(address: string, at: string) {
  const url = URL.parse(address)
  const fits = url && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password
  return fits ? undefined : domainError('input.invalid', `${at} is not an http(s) address`, { at })
}
