import type { Negotiation, StoredAgreement, Transfer } from '@lianshu/exchange'
import type { LogRecord } from '@lianshu/kernel'
import { readGateEffects } from '../child/file-gate.ts'
import type { SideSnapshot, Snapshot } from '../judge/snapshot.ts'
import type { World } from './open-world.ts'
import type { Position, Positions } from './positions.ts'
import type { WorldNode } from './world-node.ts'

/** What both sides hold of the processes that began after these positions. */
export async function takeSnapshot(
  { nodes }: World,
  positions: Positions,
): Promise<Pick<Snapshot, 'consumer' | 'provider'>> {
  const [consumer, provider] = await Promise.all([
    takeSide(nodes.consumer, positions.consumer),
    takeSide(nodes.provider, positions.provider),
  ])
  return { consumer, provider }
}

async function takeSide(node: WorldNode, after: Position): Promise<SideSnapshot> {
  const { participantId, gateFile } = node
  const sql = node.db.$client
  const bodies = async <T>(table: string, position: number): Promise<readonly T[]> => {
    const rows = await sql<{ body: T }[]>`select body from ${sql(table)}
      where participant_id = ${participantId} and position > ${position} order by position`
    return rows.map(({ body }) => body)
  }
  const negotiations = await bodies<Negotiation>('negotiations', after.negotiation)
  const own = new Set(negotiations.map(({ id }) => id))
  const agreements = await bodies<StoredAgreement>('agreements', after.agreement)
  const records = await sql<{ record: string }[]>`select record from log_records
    where participant_id = ${participantId} and id > ${after.record} order by id`
  const messages = await sql<{ process_id: string; last_error: string | null; dead: boolean }[]>`
    select process_id, last_error, dead_at is not null as dead from outbox order by position`
  const left = (dead: boolean) =>
    messages
      .filter((message) => message.dead === dead)
      .map(({ process_id, last_error }) => ({ processId: process_id, lastError: last_error ?? '' }))
  return {
    ...{ participantId, negotiations },
    transfers: await bodies<Transfer>('transfers', after.transfer),
    agreements: agreements.filter(({ negotiationId }) => own.has(negotiationId)),
    records: records.map(({ record }) => JSON.parse(record) as LogRecord),
    gateEffects: readGateEffects(gateFile),
    ...{ dead: left(true), waiting: left(false) },
  }
}
