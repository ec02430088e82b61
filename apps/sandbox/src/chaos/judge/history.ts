import type { Side } from '@lianshu/exchange'
import type { LogRecord } from '@lianshu/kernel'
import type { AnyProcess } from './pairs.ts'
import type { SideSnapshot } from './snapshot.ts'

/** One step of a process, as a side's log has it. */
export interface Step {
  readonly state: string
  readonly by: Side
  /** Not a step of the other side: our copy was ended because that side did not take our message. */
  readonly refused: boolean
}

/** What the log of a side tells of its copy of a process, from the beginning. */
export function stepsOf(side: SideSnapshot, { id, side: role }: AnyProcess): readonly Step[] {
  return side.records
    .filter(({ subject }) => subject === id)
    .flatMap((record): Step[] => {
      const state = stateIn(record)
      const own = record.actor === side.participantId
      const by: Side = own === (role === 'consumer') ? 'consumer' : 'provider'
      return state ? [{ state, by, refused: record.reason === 'peer.refused' }] : []
    })
}

function stateIn({ type }: LogRecord): string | undefined {
  if (type === 'agreement.finalized') return 'FINALIZED'
  const [area, state] = type.split('.')
  return area === 'negotiation' || area === 'transfer' ? state?.toUpperCase() : undefined
}

/**
 * The steps without those by which a provider confirmed a consumer's resume. It may do so when it asks and finds
 * the consumer suspended, which has paused again: then that step is refused, or comes to nothing.
 */
export const withoutConfirmations = (steps: readonly Step[]): readonly Step[] =>
  steps.filter((step, index) => !isConfirmation(steps[index - 1], step))

const isConfirmation = (before: Step | undefined, { state, by }: Step): boolean =>
  state === 'STARTED' &&
  by === 'provider' &&
  before?.state === 'STARTED' &&
  before.by === 'consumer'
