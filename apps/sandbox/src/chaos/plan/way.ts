import type { Side } from '@lianshu/exchange'
import { type Edge, isFinal } from './edges.ts'
import type { NegotiationStory, Order, Story, TransferStory } from './plan.ts'

type Planned =
  | Pick<NegotiationStory, 'kind' | 'begins' | 'counters' | 'holdAt' | 'orders'>
  | Pick<TransferStory, 'kind' | 'gate' | 'orders'>

/** The edges that a story takes, in order, when nothing but its orders and turns leads it. */
export const wayOf = (story: Planned): readonly Edge[] =>
  story.kind === 'negotiation' ? negotiationWay(story) : transferWay(story)

/** Where a story's plan leaves its process. */
export const endOf = (story: Planned): string => wayOf(story).at(-1)!.to

/**
 * May steps of both sides cross in a story? Then either may come first, or the process be ended for it, and
 * its plan does not say where it ends.
 */
export const mayCross = (
  story: Pick<Story, 'traps' | 'hasty'> & { readonly gate?: string },
): boolean =>
  story.hasty === true ||
  story.gate === 'slow' ||
  story.traps.some(({ fault }) => fault === 'crossed')

/** The straight path on from each state, with whose turn it is. */
const onwards: Readonly<Record<string, readonly [to: string, by: Side]>> = {
  REQUESTED: ['AGREED', 'provider'],
  OFFERED: ['ACCEPTED', 'consumer'],
  ACCEPTED: ['AGREED', 'provider'],
  AGREED: ['VERIFIED', 'consumer'],
  VERIFIED: ['FINALIZED', 'provider'],
}
const counterTo: Readonly<Record<string, readonly [to: string, by: Side]>> = {
  REQUESTED: ['OFFERED', 'provider'],
  OFFERED: ['REQUESTED', 'consumer'],
}
/** Where a step leads. */
export const leadsTo: Readonly<Record<Order['step'], string>> = {
  ...{ suspend: 'SUSPENDED', resume: 'STARTED', complete: 'COMPLETED', terminate: 'TERMINATED' },
}

function negotiationWay({
  begins,
  counters,
  holdAt,
  orders,
}: Extract<Planned, { kind: 'negotiation' }>): Edge[] {
  const { way, step, state } = walk('negotiation')
  step(begins === 'consumer' ? 'REQUESTED' : 'OFFERED', begins)
  for (let left = counters; left > 0; left--) step(...counterTo[state()]!)
  while (!isFinal('negotiation', state()) && state() !== holdAt) step(...onwards[state()]!)
  for (const { by } of orders) step('TERMINATED', by)
  return way
}

function transferWay({ gate, orders }: Extract<Planned, { kind: 'transfer' }>): Edge[] {
  const { way, step } = walk('transfer')
  step('REQUESTED', 'consumer')
  if (gate === 'refuse') step('TERMINATED', 'provider')
  if (gate === 'open') step('STARTED', 'provider')
  for (const { by, step: taken } of orders) step(leadsTo[taken], by)
  return way
}

function walk(kind: Edge['kind']) {
  const way: Edge[] = []
  const state = () => way.at(-1)?.to ?? ''
  const step = (to: string, by: Side) => void way.push({ kind, from: state(), to, by })
  return { way, step, state }
}
