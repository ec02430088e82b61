import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import {
  type Cosignature,
  cosignatureSchema,
  type LogEntry,
  logEntrySchema,
  type SignedHead,
  signedHeadSchema,
} from '@lianshu/trust'
import { z } from 'zod'
import type { Broker } from '../broker.ts'

/** What is needed of one log: its newest head with cosignatures, and some entries. */
export interface LogPart {
  readonly head?: SignedHead
  readonly cosignatures: readonly Cosignature[]
  readonly entries: readonly LogEntry[]
}

/** Entries from `from`, without the one at `to`. */
export interface LogRange {
  readonly from: number
  readonly to: number
}

const mostEntries = 1000

// Each witness costs a reader a look at its DID document: a member cannot name hosts without end.
const partSchema = z.object({
  head: signedHeadSchema.optional(),
  cosignatures: z.array(cosignatureSchema).max(8),
  entries: z.array(logEntrySchema).max(mostEntries),
})

/**
 * Reads the operator's own log, or asks a member for its log in the operator's name. `input.invalid` for a
 * range of more than 1000 entries, `not-found` for whom was never admitted, `peer.…` when the member does
 * not answer with a log.
 */
export async function readLog(
  broker: Broker,
  origin: Did,
  { from, to }: LogRange,
): Promise<Result<LogPart, DomainError>> {
  if (to < from || to - from > mostEntries) {
    return err(domainError('input.invalid', `from and to span at most ${mostEntries} entries`))
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
  // Anybody may apply: an applicant must not make this node call an address by that alone.
  if (!member || member.state === 'APPLIED' || member.state === 'REJECTED') {
    return err(domainError('not-found', 'no member has this log'))
  }
  const answer = await node.peers.json({
    ...{ from: did, to: origin, method: 'GET', kind: 'log' },
    url: `${new URL(member.protocolUrl).origin}/participants/${member.slug}/log?from=${from}&to=${to}`,
  })
  if (!answer.ok) return answer
  const part = partSchema.safeParse(answer.value.body)
  return part.success
    ? ok(part.data as LogPart)
    : err(domainError('peer.invalid', `${origin} did not answer with its log`))
}
