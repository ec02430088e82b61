import { defineMachine } from '@lianshu/kernel'

/** The life of a run. CREATED waits for the first owner, JOINING for the others until the deadline. */
export const runMachine = defineMachine({
  name: 'run',
  initial: 'CREATED',
  roles: ['coordinator', 'initiator', 'participant'],
  events: [
    'join',
    'start',
    'statisticsDone',
    'roundDone',
    'trainingDone',
    'evaluationDone',
    'fail',
    'cancel',
  ],
  transitions: {
    CREATED: { join: 'JOINING', fail: 'FAILED', cancel: 'CANCELLED' },
    JOINING: { join: 'JOINING', start: 'STATISTICS', fail: 'FAILED', cancel: 'CANCELLED' },
    STATISTICS: { statisticsDone: 'TRAINING', fail: 'FAILED', cancel: 'CANCELLED' },
    TRAINING: {
      roundDone: 'TRAINING',
      trainingDone: 'EVALUATION',
      fail: 'FAILED',
      cancel: 'CANCELLED',
    },
    EVALUATION: { evaluationDone: 'COMPLETED', fail: 'FAILED', cancel: 'CANCELLED' },
    COMPLETED: {},
    FAILED: {},
    CANCELLED: {},
  },
  mayFire: {
    join: ['participant'],
    start: ['coordinator'],
    statisticsDone: ['coordinator'],
    roundDone: ['coordinator'],
    trainingDone: ['coordinator'],
    evaluationDone: ['coordinator'],
    fail: ['coordinator'],
    cancel: ['coordinator', 'initiator'],
  },
})

export type RunState = (typeof runMachine)['states'][number]
