import { type App, everybody, route } from '@lianshu/http'
import {
  canonicalJson,
  type Did,
  domainError,
  err,
  findAll,
  ok,
  toHex,
  utf8,
} from '@lianshu/kernel'
import { assertionKeys, leafHash } from '@lianshu/trust'
import { z } from 'zod'
import { leafSchema, logHeadAnswerSchema, logNodeSchema } from '../answers/log.ts'
import type { Broker } from '../broker.ts'
import { readLog } from '../log/read-log.ts'

const index = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

const rangeQuery = z.object({
  from: index.default(0),
  /** Not included; a hundred entries when it is absent. */
  to: index.optional(),
})

/** The logs of all nodes, for readers who check them in their own browser: the operator's own, the others' passed on. */
export function logRoutes(app: App, broker: Broker): void {
  const read = { tag: 'log', guard: everybody }
  const problems = ['not-found', 'peer.unreachable', 'peer.refused', 'peer.invalid'] as const

  route(
    app,
    'GET /api/log/nodes',
    {
      ...{ ...read, id: 'getLogNodes', summary: 'Whose logs there are, and how long they are' },
      answer: z.array(logNodeSchema),
    },
    async () => {
      const { did, name, members, node } = broker
      const inside = await Array.fromAsync(findAll(members, did, { state: 'ADMITTED' }))
      const others = await Promise.all(
        inside.map(async (member) => {
          const seen = await node.witnessed.lastSeen(did, member.id)
          return { did: member.id, name: member.name, size: seen?.size ?? 0 }
        }),
      )
      return ok([{ did, name, size: await node.logs.size(did) }, ...others])
    },
  )

  route(
    app,
    'GET /api/log/:did/head',
    {
      ...{
        ...read,
        id: 'getLogHead',
        summary: 'The newest signed head of a log, with its witnesses',
      },
      ...{ answer: logHeadAnswerSchema, problems },
    },
    async ({ params }) => {
      const origin = params.did as Did
      const part = await readLog(broker, origin, { from: 0, to: 0 })
      if (!part.ok) return part
      const { head: signed, cosignatures } = part.value
      if (!signed) return err(domainError('not-found', 'this log is still empty'))
      const { size, root, time } = signed.head
      const witnesses = cosignatures.map(({ statement }) => statement.witness)
      const keys = await keysOf(broker, [origin, ...witnesses])
      return ok({ origin, size, root, at: time, jws: signed.jws, cosignatures, keys })
    },
  )

  route(
    app,
    'GET /api/log/:did/entries',
    {
      ...{
        ...read,
        id: 'getLogEntries',
        summary: 'Records of a log, at most a thousand, as leaves',
      },
      ...{ query: rangeQuery, answer: z.array(leafSchema), problems },
    },
    async ({ params, query: { from, to = from + 100 } }) => {
      const part = await readLog(broker, params.did as Did, { from, to })
      if (!part.ok) return part
      const leaves = part.value.entries.map(async ({ index, record }) => {
        const leaf = canonicalJson(record)
        return { index, leaf, leafHash: toHex(await leafHash(utf8(leaf))) }
      })
      return ok(await Promise.all(leaves))
    },
  )
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
