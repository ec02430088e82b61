import type { AcceptCallback } from '@lianshu/exchange'
import { domainError, err, ok } from '@lianshu/kernel'
import { type DidResolver, isOwnAddress } from '@lianshu/trust'

/** In the list of hosts: whoever asks is called back wherever it says. */
const everyHost = '*'

/**
 * Accepts a call-back address where the counterparty's DID document says that its connector is, and on hosts
 * that this connector's settings name. What the guard of outgoing calls refuses is refused all the same.
 */
export function createAcceptCallback(deps: {
  readonly resolver: Pick<DidResolver, 'resolve'>
  readonly hosts: readonly string[]
}): AcceptCallback {
  return async (counterpartyId, address) => {
    const host = URL.parse(address)?.host
    if (deps.hosts.includes(everyHost) || (host && deps.hosts.includes(host))) return ok(undefined)
    const document = await deps.resolver.resolve(counterpartyId)
    if (!document.ok) return document
    if (isOwnAddress(document.value, address)) return ok(undefined)
    const message =
      'callbackAddress is neither on the host of your DID nor that of a DataService in its document'
    return err(domainError('input.invalid', message, { at: 'callbackAddress' }))
  }
}
