import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { FetchJson } from '@lianshu/trust'
import { cosignatureSchema } from '@lianshu/trust/verify'
import { z } from 'zod'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const did = z.string().startsWith('did:').max(600)

const nodesSchema = z
  .array(z.object({ did, name: z.object({ zh: z.string(), en: z.string() }), size: z.number() }))
  .max(100_000)

const headSchema = z.object({
  size: z.number().int().min(0).max(5_000_000),
  root: hash,
  at: z.iso.datetime(),
  jws: z.string().max(8192),
  cosignatures: z.array(cosignatureSchema).max(1000),
})

const entriesSchema = z
  .array(z.object({ index: z.number().int(), leaf: z.string().max(100_000), leafHash: hash }))
  .max(1000)

/** A node whose log the broker passes on. */
export type LoggingNode = z.infer<typeof nodesSchema>[number]
/** A head as the broker tells it; nothing in it is believed yet. */
export type ToldHead = z.infer<typeof headSchema>
/** A record as text, with the hash that the broker claims for it. */
export type ToldEntry = z.infer<typeof entriesSchema>[number]

interface Source {
  readonly fetchJson: FetchJson
  readonly brokerUrl: string
}

const pageSize = 500

/** Whose logs the broker passes on, its own first. */
export const fetchNodes = (source: Source): Promise<Result<readonly LoggingNode[], DomainError>> =>
  read(source, '/api/log/nodes', nodesSchema)

/** The newest head of one log; `peer.refused` with status 404 when there is none. */
export const fetchHead = (source: Source, node: string): Promise<Result<ToldHead, DomainError>> =>
  read(source, `/api/log/${encodeURIComponent(node)}/head`, headSchema)

/** The first `size` records, 500 at a time; fewer when the broker has no more. */
export async function fetchEntries(
  source: Source,
  node: string,
  size: number,
): Promise<Result<readonly ToldEntry[], DomainError>> {
  const entries: ToldEntry[] = []
  while (entries.length < size) {
    const to = Math.min(size, entries.length + pageSize)
    const path = `/api/log/${encodeURIComponent(node)}/entries?from=${entries.length}&to=${to}`
    const page = await read(source, path, entriesSchema)
    if (!page.ok) return page
    if (page.value.length === 0) break
    entries.push(...page.value)
  }
  return ok(entries)
}

async function read<T>(
  { fetchJson, brokerUrl }: Source,
  path: string,
  schema: z.ZodType<T>,
): Promise<Result<T, DomainError>> {
  const url = `${brokerUrl.replace(/\/+$/, '')}${path}`
  const answer = await fetchJson({ url, method: 'GET', maxBytes: 64 * 2 ** 20, timeoutMs: 30_000 })
  if (!answer.ok) return answer
  const parsed = schema.safeParse(answer.value)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  const at = issue?.path.join('.')
  return err(
    domainError('peer.invalid', `${url} answered something else: ${issue?.message}`, { at }),
  )
}
