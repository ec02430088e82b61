import { isFinal } from '../plan/edges.ts'
import type { Copy } from '../world/read-copies.ts'

/** May a process stay like this for ever? A transfer may run or pause; a negotiation always has somebody's turn. */
export const isAtRest = ({ kind, state }: Pick<Copy, 'kind' | 'state'>): boolean =>
  isFinal(kind, state) || (kind === 'transfer' && (state === 'STARTED' || state === 'SUSPENDED'))
