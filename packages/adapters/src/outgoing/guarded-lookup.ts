import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isPrivateAddress } from './private-addresses.ts'

/** Says that the guard closed the way, before a connection was made. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError'
}

/** Finds the addresses of a name, as node:dns does. */
export type Resolve = (
  host: string,
  options: { all: true; verbatim: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void

/**
 * A `lookup` for sockets: what it hands out is what the socket connects to, so a name that resolves
 * anew in between (DNS rebinding) gains nothing. Refuses a name when any of its addresses is private.
 */
export function guardedLookup(resolve: Resolve = systemLookup as Resolve): LookupFunction {
  return (host, options, done) => {
    resolve(host, { all: true, verbatim: true }, (error, addresses) => {
      const family = options.family === 4 || options.family === 6 ? options.family : undefined
      const usable = (addresses ?? []).filter((found) => !family || found.family === family)
      const first = usable[0]
      if (error || !first) {
        done(error ?? new Error(`${host} has no address`), '', 0)
      } else if (addresses.some((found) => isPrivateAddress(found.address))) {
        done(new ForbiddenAddressError(`${host} leads to a private address`), '', 0)
      } else if (options.all) {
        done(null, usable)
      } else {
        done(null, first.address, first.family)
      }
    })
  }
}

/** Sockets do not look up a literal address, so it is checked by itself. */
export function isPrivateLiteral(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) !== 0 && isPrivateAddress(host)
}
