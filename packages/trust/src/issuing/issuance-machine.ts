import { defineMachine } from '@lianshu/kernel'

/**
 * A request for credentials, in the states of DCP 1.0 section 6.8. Both ends are for good: who wants
 * something else asks again. Whether the outcome has reached the holder is told beside it (`delivery`).
 */
export const issuanceMachine = defineMachine({
  name: 'issuance',
  initial: 'RECEIVED',
  roles: ['issuer'],
  events: ['issue', 'reject'],
  transitions: {
    RECEIVED: { issue: 'ISSUED', reject: 'REJECTED' },
    ISSUED: {},
    REJECTED: {},
  },
  mayFire: {},
})

export type IssuanceState = (typeof issuanceMachine.states)[number]
