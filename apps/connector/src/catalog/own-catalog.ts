import { type EntryPageQuery, type PublishedEntries, readCatalogFilter } from '@lianshu/catalog'
import { pageToken, readPageToken } from '@lianshu/http'
import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { catalogRequestMessage, dspContext } from '@lianshu/protocol/dsp'
import { z } from 'zod'
import type { Connector } from '../connector.ts'

/** Entries on a page; whoever asks may want fewer. One takes some six kilobytes, and nobody should wait for more. */
const pageSize = 50

/** A page of a catalogue as it goes out, and what leads to the pages beside it. */
export interface CatalogPage {
  /** In UTF-8. */
  readonly json: Uint8Array<ArrayBuffer>
  readonly next?: string
  readonly previous?: string
}

export interface CatalogRequest {
  readonly participantId: Did
  readonly slug: string
  readonly callerId: Did
  /** The CatalogRequestMessage, unread. */
  readonly message: unknown
  /** From the `Link` header of another page. */
  readonly continuation?: string
}

const tokenSchema = z.union([
  z.strictObject({ after: z.string().max(2048) }),
  z.strictObject({ before: z.string().max(2048) }),
])

/**
 * One page of a participant's catalogue (DSP 2025-1, 6.1): what the caller may see of its published
 * entries, as their owner signed them. Errors: `input.invalid`, `input.unsupported` for a filter that the
 * catalogue does not know.
 */
export async function listCatalog(
  { published, addresses }: Pick<Connector, 'published' | 'addresses'>,
  { participantId, slug, callerId, message, continuation }: CatalogRequest,
): Promise<Result<CatalogPage, DomainError>> {
  const request = catalogRequestMessage.parse(message)
  if (!request.ok) return request
  const query = readCatalogFilter(request.value.filter ?? [])
  if (!query.ok) return query
  const from = continuation === undefined ? ok(undefined) : readPageToken(continuation, tokenSchema)
  if (!from.ok) return from
  const { filter, limit = pageSize } = query.value
  const page = await published.page({
    ...{ participantId, viewer: callerId, filter, limit: Math.min(limit, pageSize) },
    from: from.value,
  })
  const json = catalogJson({ participantId, endpointURL: addresses.protocolBase(slug) }, page)
  return ok({ json, ...neighbours(page, from.value) })
}

type Page = Awaited<ReturnType<PublishedEntries['page']>>

/**
 * The entries in their envelope, byte for byte as they are stored: some hundred kilobytes, which as texts
 * would be decoded, joined and encoded again. The schema wants no empty list: a catalogue without datasets
 * leaves the member out.
 */
function catalogJson(
  { participantId, endpointURL }: { readonly participantId: Did; readonly endpointURL: string },
  { entries }: Page,
): Uint8Array<ArrayBuffer> {
  const envelope = JSON.stringify({
    '@context': [dspContext],
    '@id': `${endpointURL}#catalog`,
    '@type': 'Catalog',
    participantId,
    service: [{ '@id': `${endpointURL}#service`, '@type': 'DataService', endpointURL }],
  })
  if (entries.length === 0) return Buffer.from(envelope)
  const opening = Buffer.from(`${envelope.slice(0, -1)},"dataset":[`)
  const list = entries.flatMap(({ json }, index) => (index === 0 ? json : [comma, json]))
  return Buffer.concat([opening, ...list, closing])
}

const [comma, closing] = [Buffer.from(','), Buffer.from(']}')]

/** Tokens name the outermost entries of a page: what is published or hidden meanwhile moves nothing. */
function neighbours({ entries, more }: Page, from: EntryPageQuery['from']) {
  const [first, last] = [entries[0]?.datasetId, entries.at(-1)?.datasetId]
  if (first === undefined || last === undefined) return {}
  const cameBack = from !== undefined && 'before' in from
  const hasNext = cameBack || more
  const hasPrevious = from !== undefined && (!cameBack || more)
  return {
    ...(hasNext && { next: pageToken({ after: last }) }),
    ...(hasPrevious && { previous: pageToken({ before: first }) }),
  }
}

/** One entry by its id (DSP 2025-1, 6.2); one that the caller may not see is as unknown as a missing one. */
export async function readDataset(
  { published }: Pick<Connector, 'published'>,
  { participantId, callerId }: Pick<CatalogRequest, 'participantId' | 'callerId'>,
  id: string,
): Promise<Result<{ readonly text: string; readonly hash: string }, DomainError>> {
  const entry = await published.get(participantId, callerId, id)
  if (entry === undefined) return err(domainError('not-found', 'there is no such dataset'))
  const context = JSON.stringify({ '@context': [dspContext] })
  return ok({ hash: entry.hash, text: `${context.slice(0, -1)},${entry.text.slice(1)}` })
}
