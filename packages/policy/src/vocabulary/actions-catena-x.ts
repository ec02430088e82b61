import type { ActionEntry } from './actions.ts'
import { catenaX } from './catena-x.ts'

/** The action of Catena-X access policies (CX-0152): to see an offer and negotiate it. */
export const catenaXActions = {
  access: {
    iri: `${catenaX}access`,
    words: { zh: '查看报价并协商', en: 'see the offer and negotiate it' },
    badge: 'enforced',
  },
} as const satisfies Record<string, ActionEntry>
