import {
  type Did,
  type DomainError,
  domainError,
  err,
  isDid,
  ok,
  type Result,
} from '@lianshu/kernel'

export interface DidWebOptions {
  /** Read documents of loopback hosts over http: for a data space on one machine. Default false. */
  readonly allowHttpOnLoopback?: boolean
}

const segmentPattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/
const hostPattern = /^([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(\d{1,5}))?$/

/**
 * Where the document of a did:web stands (did:web method specification, section 2.5.2): `did:web:host`
 * at `/.well-known/did.json`, `did:web:host%3A7401:a:b` at port 7401, `/a/b/did.json`. Always https,
 * save for loopback hosts when that is allowed. `input.invalid` names what is wrong with the DID.
 */
export function didWebUrl(
  did: Did,
  options: DidWebOptions = {},
): Result<string, DomainError<'input.invalid'>> {
  const refuse = (reason: string) =>
    err(domainError('input.invalid', `${did} is not a did:web: ${reason}`))
  const [scheme, method, encodedHost, ...path] = did.split(':')
  if (scheme !== 'did' || method !== 'web' || !encodedHost) return refuse('no host')
  const host = hostPattern.exec(encodedHost.replace(/%3A/i, ':'))
  if (host === null || Number(host[2] ?? 1) > 65_535) return refuse('the host is not valid')
  if (!path.every((segment) => segmentPattern.test(segment))) {
    return refuse('a part of its path is empty or not plain')
  }
  const isHttp = options.allowHttpOnLoopback === true && isLoopback(host[1]!)
  const origin = `${isHttp ? 'http' : 'https'}://${host[0]}`
  return ok(`${origin}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`)
}

/** The did:web of a host (`example.org` or `127.0.0.1:7401`) and path parts. Throws on parts it cannot name. */
export function didWeb(host: string, ...path: readonly string[]): Did {
  const did = ['did:web', host.replace(':', '%3A'), ...path].join(':') as Did
  const url = didWebUrl(did)
  if (!url.ok) throw new TypeError(url.error.message)
  return did
}

/** The DID in front of a key's `#fragment`; undefined when the text is not a DID URL with a fragment. */
export function didOfKid(kid: string): Did | undefined {
  const [did, fragment, more] = kid.split('#')
  return did !== undefined && fragment && more === undefined && isDid(did) ? did : undefined
}

const isLoopback = (host: string) =>
  host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(host)
