import { defineMachine } from '@lianshu/kernel'

/** A company's standing in the space. The operator decides; a member may always leave. */
export const memberMachine = defineMachine({
  name: 'member',
  initial: 'APPLIED',
  roles: ['operator', 'member'],
  events: ['apply', 'admit', 'reject', 'suspend', 'reinstate', 'revoke', 'leave'],
  transitions: {
    APPLIED: { admit: 'ADMITTED', reject: 'REJECTED', leave: 'LEFT' },
    ADMITTED: { suspend: 'SUSPENDED', revoke: 'REVOKED', leave: 'LEFT' },
    SUSPENDED: { reinstate: 'ADMITTED', revoke: 'REVOKED', leave: 'LEFT' },
    REJECTED: { apply: 'APPLIED' },
    LEFT: { apply: 'APPLIED' },
    REVOKED: {},
  },
  mayFire: {
    apply: ['member'],
    leave: ['member'],
    admit: ['operator'],
    reject: ['operator'],
    suspend: ['operator'],
    reinstate: ['operator'],
    revoke: ['operator'],
  },
})

export type MemberState = (typeof memberMachine.states)[number]
