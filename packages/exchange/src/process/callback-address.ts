import { DomainFailure, domainError } from '@lianshu/kernel'

/** Checks the grammar of an address that we shall call; whether we may call it is the guard's business. */
export function checkedAddress(address: string, at = 'callbackAddress'): string {
  const url = URL.parse(address)
  const fits = url && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password
  if (fits) return address
  throw new DomainFailure(domainError('input.invalid', `${at} is not an http(s) address`, { at }))
}
