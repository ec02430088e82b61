import type { Did, Versioned } from '@lianshu/kernel'
import { unknownPid } from '@lianshu/protocol/dsp'
import type { LastReceived, Side } from '../wire.ts'

/** What negotiations and transfers share: one side's copy of a process that both sides know. */
export interface Process extends Versioned {
  readonly participantId: Did
  readonly side: Side
  readonly state: string
  readonly counterpartyId: Did
  /** Unknown until the other side's first answer or message. */
  readonly counterpartyPid?: string
  /** Base address to which our messages go. */
  readonly counterpartyAddress: string
  readonly lastReceived?: LastReceived
  /** While a person is to decide and there is a limit: until when (ISO 8601). */
  readonly decideBy?: string
  readonly createdAt: string
  readonly updatedAt: string
}

/** Both pids as they stand in messages. */
export const pidsOf = (
  process: Pick<Process, 'side' | 'id' | 'counterpartyPid'>,
): { consumerPid: string; providerPid: string } => {
  const other = process.counterpartyPid ?? unknownPid
  return process.side === 'consumer'
    ? { consumerPid: process.id, providerPid: other }
    : { consumerPid: other, providerPid: process.id }
}
