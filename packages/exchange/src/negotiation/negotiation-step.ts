import type { Clock, Did, Random, Transactor } from '@lianshu/kernel'
import { contractNegotiation } from '@lianshu/protocol/dsp'
import { type RemindAt, undecidedCode } from '../decision/decision.ts'
import type {
  AcceptCallback,
  AgreementSignatures,
  CallbackAddress,
  DecideTurn,
  ExchangeStores,
  OfferLookup,
} from '../ports.ts'
import { orFail } from '../process/lost-race.ts'
import { pidsOf } from '../process/process.ts'
import type { Reception } from '../process/receive-message.ts'
import type { Sending } from '../process/send-message.ts'
import { otherSide, type Side, type WireAnswer } from '../wire.ts'
import type { Negotiation } from './negotiation.ts'
import { type NegotiationEvent, negotiationMachine } from './negotiation-machine.ts'
import { isOurTurn } from './our-turn.ts'

/** Stores that the steps of a negotiation change together. */
export type NegotiationStores = Pick<
  ExchangeStores,
  'negotiations' | 'agreements' | 'inbox' | 'outbox' | 'recordLog'
>

/** Everything that negotiations need; each use case takes what it uses. */
export interface NegotiationDeps {
  readonly transactor: Transactor<NegotiationStores>
  readonly clock: Clock
  readonly random: Random
  readonly callbackAddress: CallbackAddress
  readonly acceptCallback: AcceptCallback
  readonly signatures: AgreementSignatures
  /** What participants of ours have published. */
  readonly offers: OfferLookup
  readonly decideTurn: DecideTurn
  readonly remindAt: RemindAt
}
export type SteppingDeps = Pick<NegotiationDeps, 'transactor' | 'clock' | 'random'>

/** Which negotiation takes a step of ours. */
export interface StepCommand {
  readonly participantId: Did
  readonly id: string
  /** The negotiation as it was just read or stored: saves reading it, and a step on an older one is tried anew. */
  readonly known?: Negotiation
}

/** The negotiation after an event that this side fires; DomainFailure `state.illegal` when it may not. */
export const firedByUs = (negotiation: Negotiation, event: NegotiationEvent): Negotiation =>
  fired(negotiation, event, negotiation.side)

/** The negotiation after an event that the other side fires. */
export const firedByThem = (negotiation: Negotiation, event: NegotiationEvent): Negotiation =>
  fired(negotiation, event, otherSide(negotiation.side))

const fired = (negotiation: Negotiation, event: NegotiationEvent, by: Side): Negotiation => ({
  ...negotiation,
  state: orFail(negotiationMachine.next(negotiation.state, event, by)),
  decideBy: undefined,
})

/** What the log keeps of the step that led to this state. */
export const recordOf = ({ state, agreementId, ending }: Negotiation) => ({
  type: state === 'FINALIZED' ? 'agreement.finalized' : `negotiation.${state.toLowerCase()}`,
  ...(agreementId !== undefined && { agreementId }),
  ...(ending?.code === undecidedCode && { reason: ending.code }),
})

/** A negotiation as the body of an answer, and whether the next step is ours. */
export const answerOf = (negotiation: Negotiation): Omit<WireAnswer, 'status'> => {
  const { participantId, id, state } = negotiation
  const body = contractNegotiation.render({ ...pidsOf(negotiation), state })
  return {
    body: body as unknown as WireAnswer['body'],
    ...(isOurTurn(negotiation) && {
      followUp: { kind: 'negotiation', participantId, id, known: negotiation },
    }),
  }
}

type NegotiationReception<Prepared> = Reception<Negotiation, NegotiationStores, Prepared>
type NegotiationSending<Prepared> = Sending<Negotiation, NegotiationStores, Prepared>

/** How a negotiation takes a message. */
export const receiving = <Prepared = undefined>(
  deps: Pick<NegotiationDeps, 'transactor' | 'clock'>,
  step: Pick<NegotiationReception<Prepared>, 'apply' | 'prepare'>,
): NegotiationReception<Prepared> => ({
  ...{ transactor: deps.transactor, clock: deps.clock, record: recordOf, answer: answerOf },
  store: (stores) => stores.negotiations,
  ...step,
})

/** How a negotiation takes a step of its own. */
export const stepping = <Prepared = undefined>(
  deps: SteppingDeps,
  step: Pick<NegotiationSending<Prepared>, 'apply' | 'prepare'>,
): NegotiationSending<Prepared> => ({
  ...{ transactor: deps.transactor, clock: deps.clock, random: deps.random, record: recordOf },
  kind: 'negotiation',
  store: (stores) => stores.negotiations,
  ...step,
})
