import { defineMachine } from '@lianshu/kernel'

/** What an issuer still says about a credential that it gave; the status lists tell it to everybody. */
export const issuedCredentialMachine = defineMachine({
  name: 'issued credential',
  initial: 'VALID',
  roles: ['issuer'],
  events: ['suspend', 'reinstate', 'revoke'],
  transitions: {
    VALID: { suspend: 'SUSPENDED', revoke: 'REVOKED' },
    SUSPENDED: { reinstate: 'VALID', revoke: 'REVOKED' },
    REVOKED: {},
  },
  mayFire: {},
})

export type IssuedCredentialState = (typeof issuedCredentialMachine.states)[number]
