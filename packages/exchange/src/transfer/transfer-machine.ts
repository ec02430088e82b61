import { defineMachine } from '@lianshu/kernel'

/**
 * The transfer process of DSP 2025-1, 8.1. `start` and `resume` are one message on the wire: only the
 * provider starts, while a suspended transfer may be resumed by either side. So is `confirm`, which the
 * figure does not have: a provider's start after the consumer's resume, which Eclipse EDC sends and waits
 * for (docs/protocol/edc-interop.md). It changes nothing but the data address.
 */
export const transferMachine = defineMachine({
  name: 'transfer',
  initial: 'REQUESTED',
  roles: ['consumer', 'provider'],
  events: ['start', 'resume', 'confirm', 'suspend', 'complete', 'terminate'],
  transitions: {
    REQUESTED: { start: 'STARTED', terminate: 'TERMINATED' },
    STARTED: {
      confirm: 'STARTED',
      suspend: 'SUSPENDED',
      complete: 'COMPLETED',
      terminate: 'TERMINATED',
    },
    SUSPENDED: { resume: 'STARTED', terminate: 'TERMINATED' },
    COMPLETED: {},
    TERMINATED: {},
  },
  mayFire: { start: ['provider'], confirm: ['provider'] },
})

export type TransferEvent = (typeof transferMachine)['events'][number]
