import type { ProcessKind } from '../plan/edges.ts'
import { readTag } from '../plan/tag.ts'
import type { Position } from './positions.ts'
import type { WorldNode } from './world-node.ts'

/** One side's copy of a story's process, as it stands in the database. */
export interface Copy {
  readonly kind: ProcessKind
  readonly story: string
  readonly id: string
  readonly state: string
  readonly counterpartyPid?: string
  /** Of a negotiation: counter-offers that are still to come. */
  readonly countersLeft: number
}

interface Row {
  readonly id: string
  readonly state: string
  readonly counterparty_pid: string | null
  readonly tag: string | null
}

/** Every copy of a side that was made after the position given per kind, or all of them. */
export async function readCopies(
  { db, participantId }: Pick<WorldNode, 'db' | 'participantId'>,
  after: Position,
): Promise<readonly Copy[]> {
  const sql = db.$client
  const [negotiations, transfers] = await Promise.all([
    sql<Row[]>`select id, state, counterparty_pid, body->'offer'->>'@id' as tag from negotiations
      where participant_id = ${participantId} and position > ${after.negotiation}`,
    sql<Row[]>`select id, state, counterparty_pid, body->'requestAddress'->>'endpointType' as tag
      from transfers where participant_id = ${participantId} and position > ${after.transfer}`,
  ])
  return [...negotiations.map(copyOf('negotiation')), ...transfers.map(copyOf('transfer'))]
}

const copyOf =
  (kind: ProcessKind) =>
  ({ id, state, counterparty_pid, tag }: Row): Copy => {
    const { story = '', script } = readTag(tag) ?? {}
    return {
      ...{ kind, id, state, story, countersLeft: Number(script) || 0 },
      ...(counterparty_pid !== null && { counterpartyPid: counterparty_pid }),
    }
  }
