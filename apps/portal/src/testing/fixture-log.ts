import {
  asId,
  canonicalJson,
  type Did,
  type LogRecord,
  manualClock,
  toHex,
  utf8,
} from '@lianshu/kernel'
import { activeKey, generateParticipantKeys, signDetachedJson } from '@lianshu/trust'
import { appendLeaf, emptyFrontier, frontierRoot, leafHash } from '@lianshu/trust/verify'
import type { LogEntry, LogHead, LogNode } from '../api/log-model.ts'
import { brokerDid, listings, owners, space, trainer } from './fixture-data.ts'

export interface FixtureLog {
  readonly node: LogNode
  readonly head: LogHead
  readonly entries: readonly LogEntry[]
}

/** Real logs of the fixture space: hashed, signed by fresh keys and witnessed by one other node. */
export async function createFixtureLogs(): Promise<ReadonlyMap<string, FixtureLog>> {
  const logs = new Map<string, FixtureLog>()
  const broker = { did: brokerDid, name: { zh: '运营节点', en: 'Operator' } }
  logs.set(brokerDid, await createLog(broker, owners[0]!.did, brokerRecords()))
  for (const owner of owners.slice(0, 4)) {
    logs.set(owner.did, await createLog(owner, brokerDid, ownerRecords(owner.did)))
  }
  return logs
}

async function createLog(
  node: Pick<LogNode, 'did' | 'name'>,
  witness: string,
  records: readonly LogRecord[],
): Promise<FixtureLog> {
  const clock = manualClock('2026-11-22T03:00:00.000Z')
  const key = activeKey(await generateParticipantKeys(asId<Did>(node.did), clock))
  const witnessKey = activeKey(await generateParticipantKeys(asId<Did>(witness), clock))
  const entries: LogEntry[] = []
  let frontier = emptyFrontier
  for (const [index, record] of records.entries()) {
    const leaf = canonicalJson(record)
    const hash = await leafHash(utf8(leaf))
    frontier = (await appendLeaf(frontier, hash)).frontier
    entries.push({ index, leaf, leafHash: toHex(hash) })
  }
  const root = toHex(await frontierRoot(frontier))
  const time = clock.now().toISOString()
  const head = { origin: asId<Did>(node.did), size: entries.length, root, time }
  const statement = { witness: asId<Did>(witness), head, time }
  return {
    node: { did: node.did, name: node.name, size: entries.length },
    entries,
    head: {
      origin: head.origin,
      size: head.size,
      root,
      at: time,
      jws: await signDetachedJson(key, head),
      cosignatures: [{ statement, jws: await signDetachedJson(witnessKey, statement) }],
      keys: { [key.kid]: key.publicJwk, [witnessKey.kid]: witnessKey.publicJwk },
    },
  }
}

const start = Date.parse('2026-11-22T02:00:00.000Z')
const at = (step: number): string => new Date(start + step * 1_370).toISOString()
const run = 'urn:uuid:7d0e3c52-4f1b-4a8e-b1f2-3c4d5e6f7a80'

function brokerRecords(): LogRecord[] {
  const participantId = asId<Did>(brokerDid)
  const base = { participantId, actor: participantId }
  const admitted = space.members.flatMap((member) => [
    { ...base, type: 'member.admitted', subject: member.did },
    { ...base, type: 'credential.issued', subject: member.did },
  ])
  const harvested = listings.map((listing) => ({
    ...base,
    type: 'catalogue.harvested',
    subject: listing.id,
  }))
  const rounds = Array.from({ length: 30 }, (_, round) => ({
    ...base,
    type: 'round.summed',
    subject: run,
    facts: { round: String(round + 1), cohort: '4' },
  }))
  const all = [
    ...admitted,
    ...harvested,
    { ...base, type: 'run.created', actor: asId<Did>(trainer.did), subject: run },
    ...rounds,
    { ...base, type: 'run.completed', subject: run },
    { ...base, type: 'settlement.made', subject: run, facts: { totalFen: '100000' } },
  ]
  return all.map((record, step) => ({ ...record, at: at(step) }))
}

function ownerRecords(owner: string): LogRecord[] {
  const participantId = asId<Did>(owner)
  const base = { participantId, actor: participantId, agreementId: 'urn:uuid:a9e1c0de-0014' }
  const rounds = Array.from({ length: 12 }, (_, round) => ({
    ...base,
    type: 'use.permitted',
    subject: run,
    decision: 'permit' as const,
    facts: { round: String(round + 1) },
  }))
  const all = [
    { ...base, type: 'dataset.published', subject: listings[0]!.id },
    {
      ...base,
      type: 'agreement.finalized',
      actor: asId<Did>(trainer.did),
      subject: listings[0]!.id,
    },
    ...rounds,
    {
      ...base,
      type: 'use.refused',
      subject: run,
      decision: 'deny' as const,
      reason: 'policy.used-up',
    },
  ]
  return all.map((record, step) => ({ ...record, at: at(step) }))
}
