import type { AgreementId, RunId, TransferId, Versioned } from '@lianshu/kernel'
import { defineMachine } from '@lianshu/kernel'
import type { StepKind } from '@lianshu/protocol/rounds'

/** An owner's part in a run. */
export const participationMachine = defineMachine({
  name: 'participation',
  initial: 'JOINING',
  roles: ['owner', 'coordinator'],
  events: ['joined', 'finish', 'leave'],
  transitions: {
    JOINING: { joined: 'ACTIVE', leave: 'LEFT', finish: 'COMPLETED' },
    ACTIVE: { joined: 'ACTIVE', finish: 'COMPLETED', leave: 'LEFT' },
    COMPLETED: {},
    LEFT: {},
  },
  mayFire: {},
})

export type ParticipationState = (typeof participationMachine)['states'][number]

/** What left the connector for a run, in bytes of message bodies. */
export type BytesOut = Readonly<Record<'control' | 'statistics' | 'update' | 'evaluation', number>>

/** `participantId` is the owner, `id` the transfer. */
export interface Participation extends Versioned {
  readonly id: TransferId
  readonly state: ParticipationState
  readonly runId: RunId
  readonly runUrl: string
  readonly planHash: string
  readonly agreementId: AgreementId
  readonly bytesOut: BytesOut
  /** The newest attempt whose masked vector the coordinator took, and the model that it started from. */
  readonly lastDone?: {
    readonly step: StepKind
    readonly round: number
    readonly attempt: number
    readonly model?: string
  }
  /** Rows used in training rounds so far, summed over rounds; and rounds trained. */
  readonly rowsTrained: number
  readonly roundsTrained: number
  /** Why it ended: an error code, `withdrawn`, or the coordinator's sentence. */
  readonly reason?: string
}
