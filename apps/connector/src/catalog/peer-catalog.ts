import {
  type Did,
  type DomainError,
  domainError,
  err,
  type Json,
  ok,
  type Result,
} from '@lianshu/kernel'
import { catalogMessage, type RootCatalog } from '@lianshu/protocol/dcat'
import { catalogRequestMessage, joinAddress, nextPage } from '@lianshu/protocol/dsp'
import type { Connector } from '../connector.ts'

export interface PeerCatalogRequest {
  readonly participantId: Did
  readonly providerId: Did
  /** The provider's Dataspace Protocol base. */
  readonly providerAddress: string
  /** In the provider's own filter language. */
  readonly filter?: readonly unknown[]
  /** The `next` of the page before; the first page without it. */
  readonly page?: string
}

export interface PeerCatalogPage {
  readonly catalog: RootCatalog
  readonly next?: string
}

/**
 * Asks another participant for a page of its catalogue (DSP 2025-1, 6.1), in the name of one of ours.
 * `peer.invalid` when the answer is no catalogue, or not the provider's own; `input.invalid` for a page
 * of some other endpoint.
 */
export async function readPeerCatalog(
  { node }: Pick<Connector, 'node'>,
  request: PeerCatalogRequest,
): Promise<Result<PeerCatalogPage, DomainError>> {
  const { participantId, providerId, providerAddress, filter, page } = request
  const first = joinAddress(providerAddress, 'catalog/request')
  const url = page === undefined ? first : nextPage(`<${page}>; rel="next"`, first)
  if (url === undefined) {
    const message = 'the page is not one of this catalogue: pass on the next that it named'
    return err(domainError('input.invalid', message, { at: 'page' }))
  }
  const answer = await node.peers.json({
    ...{ from: participantId, to: providerId, url, method: 'POST', kind: 'catalogue' },
    body: catalogRequestMessage.render({
      ...(filter && { filter: [...filter] }),
    }) as unknown as Json,
    timeoutMs: 20_000,
  })
  if (!answer.ok) return answer
  const read = catalogMessage.parse(answer.value.body)
  if (!read.ok) return err(domainError('peer.invalid', read.error.message))
  const catalog = read.value
  if (catalog.participantId !== providerId) {
    return err(domainError('peer.invalid', `the catalogue is not that of ${providerId}`))
  }
  const next = nextPage(answer.value.headers.link, first)
  return ok({ catalog, ...(next !== undefined && { next }) })
}
