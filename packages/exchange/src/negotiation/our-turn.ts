import type { NegotiationState } from '@lianshu/protocol/dsp'
import type { Side } from '../wire.ts'
import type { Negotiation } from './negotiation.ts'

/** In which states which side moves next. */
export const turns: Readonly<Record<Side, readonly NegotiationState[]>> = {
  consumer: ['OFFERED', 'AGREED'],
  provider: ['REQUESTED', 'ACCEPTED', 'VERIFIED'],
}

export const isOurTurn = ({ side, state }: Pick<Negotiation, 'side' | 'state'>): boolean =>
  turns[side].includes(state)
