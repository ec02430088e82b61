import { negotiationMachine, type Side, transferMachine } from '@lianshu/exchange'

export type ProcessKind = 'negotiation' | 'transfer'

/** One step of a process and who takes it; `from` is empty for the message that begins the process. */
export interface Edge {
  readonly kind: ProcessKind
  readonly from: string
  readonly to: string
  readonly by: Side
}

/** `negotiation REQUESTED→AGREED by provider`, as reports name it. */
export const edgeName = ({ kind, from, to, by }: Edge): string =>
  `${kind} ${from || '·'}→${to} by ${by}`

const beginnings: readonly Edge[] = [
  { kind: 'negotiation', from: '', to: 'REQUESTED', by: 'consumer' },
  { kind: 'negotiation', from: '', to: 'OFFERED', by: 'provider' },
  { kind: 'transfer', from: '', to: 'REQUESTED', by: 'consumer' },
]

const stepsOf = (kind: ProcessKind): readonly Edge[] => {
  const machine = kind === 'negotiation' ? negotiationMachine : transferMachine
  return machine.transitions
    .filter(({ event }) => event !== 'confirm')
    .map(({ from, to, role }) => ({ kind, from, to, by: role }))
}

/**
 * Every edge of both machines, each with every side that may take it: what a campaign has to reach. Only
 * the confirmation of a resume is left out, which connectors of another make wait for and ours do not.
 */
export const edges: readonly Edge[] = [
  ...beginnings,
  ...stepsOf('negotiation'),
  ...stepsOf('transfer'),
]

/** States that a process does not leave. */
export const isFinal = (kind: ProcessKind, state: string): boolean =>
  kind === 'negotiation'
    ? negotiationMachine.isTerminal(state as 'REQUESTED')
    : transferMachine.isTerminal(state as 'REQUESTED')
