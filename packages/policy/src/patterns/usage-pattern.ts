import type { Words } from '@lianshu/kernel'
import { LIANSHU, ODRL, XSD } from '@lianshu/protocol/odrl'
import type { Badge } from '../vocabulary/index.ts'

/** One class of usage policies, as the International Data Spaces number them. */
export interface UsagePattern {
  readonly number: number
  readonly name: Words
  /** How far it is guaranteed here: the weakest of what it is made of. */
  readonly badge: Badge
  /** An example: the rules of an offer, of which a contract is made with other values. */
  readonly rules: {
    readonly permission: readonly object[]
    readonly prohibition?: readonly object[]
    readonly obligation?: readonly object[]
  }
}

const term = (name: string) => (name.startsWith(':') ? LIANSHU + name.slice(1) : ODRL + name)
const literal = (type: string) => (value: string) => ({ '@value': value, '@type': XSD + type })
export const instant = literal('dateTime')
export const count = literal('integer')
export const duration = literal('duration')

/** A constraint in one line; a name that starts with a colon is ours. */
export const constraint = (operand: string, operator: string, rightOperand: unknown) => ({
  leftOperand: term(operand),
  operator,
  rightOperand,
})

/** A rule that is bound by constraints. */
export const rule = (action: string, ...constraints: object[]) => ({
  action: term(action),
  ...(constraints.length > 0 && { constraint: constraints }),
})

/** The duty to pay an amount of integer fen. */
export const payment = (fen: number) => ({
  action: term('compensate'),
  constraint: [
    {
      ...constraint('payAmount', 'eq', count(String(fen))),
      [`${ODRL}unit`]: { '@id': `${LIANSHU}fen` },
    },
  ],
})
