import type { Side } from '@lianshu/exchange'
import type { ProcessKind } from '../plan/edges.ts'
import { sides, type World } from './open-world.ts'

/** How far a side's tables go; what comes later belongs to the next batch. */
export type Position = Readonly<Record<ProcessKind | 'agreement' | 'record', number>>
/** Before everything. */
export const noPosition: Position = { negotiation: 0, transfer: 0, agreement: 0, record: 0 }
export type Positions = Readonly<Record<Side, Position>>

export async function readPositions({ nodes }: Pick<World, 'nodes'>): Promise<Positions> {
  const [consumer, provider] = await Promise.all(
    sides.map(async (side): Promise<Position> => {
      const [row] = await nodes[side].db.$client<Record<keyof Position, string>[]>`select
        (select coalesce(max(position), 0) from negotiations) as negotiation,
        (select coalesce(max(position), 0) from transfers) as transfer,
        (select coalesce(max(position), 0) from agreements) as agreement,
        (select coalesce(max(id), 0) from log_records) as record`
      const { negotiation, transfer, agreement, record } = row!
      return {
        ...{ negotiation: Number(negotiation), transfer: Number(transfer) },
        ...{ agreement: Number(agreement), record: Number(record) },
      }
    }),
  )
  return { consumer: consumer!, provider: provider! }
}
