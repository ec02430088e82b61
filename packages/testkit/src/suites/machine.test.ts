import { defineMachine } from '@lianshu/kernel'
import { describeMachine } from './machine.ts'

const door = defineMachine({
  name: 'door',
  initial: 'OPEN',
  roles: ['guard', 'guest'],
  events: ['close', 'open', 'seal'],
  transitions: {
    OPEN: { close: 'CLOSED' },
    CLOSED: { open: 'OPEN', seal: 'SEALED' },
    SEALED: {},
  },
  mayFire: { seal: ['guard'] },
})

describeMachine(
  door,
  `OPEN   close guard CLOSED
   OPEN   close guest CLOSED
   CLOSED open  guard OPEN
   CLOSED open  guest OPEN
   CLOSED seal  guard SEALED`,
)
