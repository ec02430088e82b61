import { defineMachine } from '@lianshu/kernel'

/**
 * One attempt at a round. The states are the phases of the secure sum; a protocol with more phases
 * (shares, consistency, unmasking) adds rows here and inputs of that phase, nothing else changes shape.
 */
export const attemptMachine = defineMachine({
  name: 'attempt',
  initial: 'ADVERTISING',
  roles: ['coordinator'],
  events: ['keysComplete', 'vectorsComplete', 'abandon'],
  transitions: {
    ADVERTISING: { keysComplete: 'MASKED_INPUT', abandon: 'ABANDONED' },
    MASKED_INPUT: { vectorsComplete: 'AGGREGATED', abandon: 'ABANDONED' },
    AGGREGATED: {},
    ABANDONED: {},
  },
  mayFire: {},
})

export type AttemptState = (typeof attemptMachine)['states'][number]

/** The phases in which the coordinator waits for something from each of the cohort. */
export type InputPhase = 'ADVERTISING' | 'MASKED_INPUT'
