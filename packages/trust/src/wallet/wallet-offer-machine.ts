import { defineMachine } from '@lianshu/kernel'

/** An offer of credentials as the holder sees it; the issuer may make the same one again later. */
export const walletOfferMachine = defineMachine({
  name: 'wallet offer',
  initial: 'OFFERED',
  roles: ['holder', 'issuer'],
  events: ['offer', 'request', 'decline'],
  transitions: {
    OFFERED: { request: 'REQUESTED', decline: 'DECLINED' },
    REQUESTED: { offer: 'OFFERED' },
    DECLINED: { offer: 'OFFERED' },
  },
  mayFire: { offer: ['issuer'], request: ['holder'], decline: ['holder'] },
})

export type WalletOfferState = (typeof walletOfferMachine.states)[number]
