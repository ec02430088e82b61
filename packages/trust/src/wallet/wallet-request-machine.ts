import { defineMachine } from '@lianshu/kernel'

/**
 * A credential request as its holder sees it. The issuer may answer before its acknowledgement of the
 * request has arrived. FAILED: the issuer refused the request itself, never took it,
 * or has lost it or what it issued.
 */
export const walletRequestMachine = defineMachine({
  name: 'wallet request',
  initial: 'REQUESTED',
  roles: ['holder', 'issuer'],
  events: ['receive', 'issue', 'reject', 'fail'],
  transitions: {
    REQUESTED: { receive: 'RECEIVED', issue: 'ISSUED', reject: 'REJECTED', fail: 'FAILED' },
    RECEIVED: { issue: 'ISSUED', reject: 'REJECTED', fail: 'FAILED' },
    ISSUED: {},
    REJECTED: {},
    FAILED: {},
  },
  mayFire: {
    receive: ['issuer'],
    issue: ['issuer'],
    reject: ['issuer'],
    fail: ['holder'],
  },
})

export type WalletRequestState = (typeof walletRequestMachine.states)[number]
