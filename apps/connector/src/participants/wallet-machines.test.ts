import { describeMachine } from '@lianshu/testkit'
import { walletOfferMachine, walletRequestMachine } from '@lianshu/trust'

describeMachine(
  walletRequestMachine,
  `
    REQUESTED receive issuer RECEIVED
    REQUESTED issue issuer ISSUED
    REQUESTED reject issuer REJECTED
    REQUESTED fail holder FAILED
    RECEIVED issue issuer ISSUED
    RECEIVED reject issuer REJECTED
    RECEIVED fail holder FAILED
  `,
)

describeMachine(
  walletOfferMachine,
  `
    OFFERED request holder REQUESTED
    OFFERED decline holder DECLINED
    REQUESTED offer issuer OFFERED
    DECLINED offer issuer OFFERED
  `,
)
