import { type App, renderProblem } from '@lianshu/http'
import {
  canonicalJson,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  toHex,
  utf8,
} from '@lianshu/kernel'
import {
  assertionKeys,
  type Cosignature,
  type LogEntry,
  leafHash,
  type SignedHead,
} from '@lianshu/trust'
import { z } from 'zod'
import type { Broker } from '../broker.ts'

/** What is needed of one log: its newest head with cosignatures, and some entries. */
interface LogPart {
  readonly head?: SignedHead
  readonly cosignatures: readonly Cosignature[]
  readonly entries: readonly LogEntry[]
}

const partSchema = z.object({
  head: z.looseObject({}).optional(),
  cosignatures: z.array(z.looseObject({})).max(100),
  entries: z.array(z.looseObject({})).max(1000),
})

/** The logs of all nodes, for readers who check them in their own browser: the operator's own, the others' passed on. */
export function logRoutes(app: App, broker: Broker): void {
  app.get('/api/log/nodes', async (c) => {
    const { did, name, members, node } = broker
    const inside = (await members.find(did, {})).filter(({ state }) => state === 'ADMITTED')
    const others = await Promise.all(
      inside.map(async (member) => {
        const seen = await node.witnessed.lastSeen(did, member.id)
        return { did: member.id, name: member.name, size: seen?.size ?? 0 }
      }),
    )
    return c.json([{ did, name, size: await node.logs.size(did) }, ...others])
  })

  app.get('/api/log/:did/head', async (c) => {
    const origin = c.req.param('did') as Did
    const part = await partOf(broker, origin, 0, 0)
    if (!part.ok) return renderProblem(c, part.error)
    const { head: signed, cosignatures } = part.value
    if (!signed) return renderProblem(c, domainError('not-found', 'this log is still empty'))
    const { size, root, time } = signed.head
    const keys = await keysOf(broker, [
      origin,
      ...cosignatures.map(({ statement }) => statement.witness),
    ])
    return c.json({ origin, size, root, at: time, jws: signed.jws, cosignatures, keys })
  })

  app.get('/api/log/:did/entries', async (c) => {
    const from = Number(c.req.query('from') ?? 0)
    const to = Number(c.req.query('to') ?? from + 100)
    const part = await partOf(broker, c.req.param('did') as Did, from, to)
    if (!part.ok) return renderProblem(c, part.error)
    return c.json(
      await Promise.all(
        part.value.entries.map(async ({ index, record }) => {
          const leaf = canonicalJson(record)
          return { index, leaf, leafHash: toHex(await leafHash(utf8(leaf))) }
        }),
      ),
    )
  })
}

async function partOf(
  broker: Broker,
  origin: Did,
  from: number,
  to: number,
): Promise<Result<LogPart, DomainError>> {
  if (![from, to].every(Number.isSafeInteger) || from < 0 || to < from || to - from > 1000) {
    return err(domainError('input.invalid', 'from and to span at most 1000 entries'))
  }
  const { node, did, members } = broker
  if (origin === did) {
    const [head, cosignatures, entries] = await Promise.all([
      node.logs.latestHead(did),
      node.logs.cosignatures(did),
      node.logs.entries(did, from, to),
    ])
    return ok({ head, cosignatures, entries })
  }
  const member = await members.get(did, origin)
  if (!member) return err(domainError('not-found', 'no member has this log'))
  const answer = await node.peers.json({
    ...{ from: did, to: origin, method: 'GET', kind: 'log' },
    url: `${new URL(member.protocolUrl).origin}/participants/${member.slug}/log?from=${from}&to=${to}`,
  })
  if (!answer.ok) return answer
  const part = partSchema.safeParse(answer.value.body)
  return part.success
    ? ok(part.data as unknown as LogPart)
    : err(domainError('peer.invalid', `${origin} did not answer with its log`))
}

/** The keys by which a reader checks the signatures; from the DID documents, where the reader may look too. */
async function keysOf({ node }: Broker, dids: readonly Did[]) {
  const documents = await Promise.all(
    [...new Set(dids)].map((did) => node.identities.resolver.resolve(did)),
  )
  return Object.assign(
    {},
    ...documents.map((document) => (document.ok ? assertionKeys(document.value) : {})),
  )
}
