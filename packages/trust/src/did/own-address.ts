import type { DidDocument } from '@lianshu/protocol/dcp'
import { didWebUrl } from './did-web.ts'

/** Services whose address is where a connector is called (DSP 2025-1, 4.3.2). */
const connectorServices = ['DataService', 'CatalogService']

/**
 * Whether the owner of a DID says that an address is its connector's: the host and port are those of its
 * did:web, or the origin is that of a `DataService` or `CatalogService` of its document. A wallet may stand with
 * somebody who keeps many, so its host says nothing.
 */
export function isOwnAddress(document: DidDocument, address: string): boolean {
  const url = URL.parse(address)
  if (url === null) return false
  const own = didWebUrl(document.id)
  if (own.ok && new URL(own.value).host === hostOf(url)) return true
  return document.service.some(
    ({ type, serviceEndpoint }) =>
      [type].flat().some((name) => connectorServices.includes(name)) &&
      typeof serviceEndpoint === 'string' &&
      URL.parse(serviceEndpoint)?.origin === url.origin,
  )
}

/** As https would write it: a did:web names no scheme, so the port of http counts there. */
const hostOf = (url: URL): string =>
  url.protocol === 'http:' && url.port === '' ? `${url.hostname}:80` : url.host
