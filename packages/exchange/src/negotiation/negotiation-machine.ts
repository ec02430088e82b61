import { defineMachine } from '@lianshu/kernel'

/**
 * The contract negotiation of DSP 2025-1, 7.1, states letter for letter. A negotiation begins in
 * REQUESTED (consumer's request) or OFFERED (provider's offer). The prose lets either side terminate in
 * any state that is not final; the figure is narrower; we accept both.
 */
export const negotiationMachine = defineMachine({
  name: 'negotiation',
  initial: 'REQUESTED',
  roles: ['consumer', 'provider'],
  events: ['request', 'offer', 'accept', 'agree', 'verify', 'finalize', 'terminate'],
  transitions: {
    REQUESTED: { offer: 'OFFERED', agree: 'AGREED', terminate: 'TERMINATED' },
    OFFERED: { request: 'REQUESTED', accept: 'ACCEPTED', terminate: 'TERMINATED' },
    ACCEPTED: { agree: 'AGREED', terminate: 'TERMINATED' },
    AGREED: { verify: 'VERIFIED', terminate: 'TERMINATED' },
    VERIFIED: { finalize: 'FINALIZED', terminate: 'TERMINATED' },
    FINALIZED: {},
    TERMINATED: {},
  },
  mayFire: {
    request: ['consumer'],
    accept: ['consumer'],
    verify: ['consumer'],
    offer: ['provider'],
    agree: ['provider'],
    finalize: ['provider'],
  },
})

export type NegotiationEvent = (typeof negotiationMachine)['events'][number]
