import type { Side } from '@lianshu/exchange'
import type { Edge, ProcessKind } from './edges.ts'
import type { FaultKind } from './faults.ts'

/** A step that a side takes because somebody tells it to; everything else the connectors do by themselves. */
export interface Order {
  readonly by: Side
  readonly step: 'terminate' | 'suspend' | 'resume' | 'complete'
  /** Wait for both copies to stand here, or for this side's alone; left out when it can stand there no more. */
  readonly at: string
}

/** A fault with all its choices made. */
export interface PlannedFault {
  readonly fault: FaultKind
  /** How long a delayed or late message or answer takes; how long after the moment a kill comes. */
  readonly milliseconds: number
  /**
   * Whether a message whose sender is killed still arrives; which of two answers a duplicate gives; whether
   * what is lost is cut off or answered with 503; whether the document is the operator's or the sender's.
   */
  readonly either: boolean
  /** What the other side does while the message is on its way. */
  readonly crossing?: Order['step']
}

/** What happens to the first message that takes `edge`. */
export interface Trap extends PlannedFault {
  readonly edge: Edge
}

interface StoryBase {
  /** `run.index`, which every message of the story carries in its offer or data address. */
  readonly name: string
  readonly kind: ProcessKind
  readonly orders: readonly Order[]
  readonly traps: readonly Trap[]
  /** Milliseconds after the batch began. */
  readonly startsAfter: number
  /** Orders come as soon as the copy of whoever takes the step stands there, before the other side has heard of it. */
  readonly hasty?: true
}

export interface NegotiationStory extends StoryBase {
  readonly kind: 'negotiation'
  readonly begins: Side
  /** Counter-offers, turn about, before somebody goes along with what is on the table. */
  readonly counters: number
  /** Where the side whose turn it is does nothing, so that an order can come. */
  readonly holdAt?: string
}

export interface TransferStory extends StoryBase {
  readonly kind: 'transfer'
  /** How the provider's data plane behaves when it is asked to open. */
  readonly gate: 'open' | 'slow' | 'refuse'
}

/** One process from its first message to where the plan leaves it. */
export type Story = NegotiationStory | TransferStory

/** One numbered run: a few processes side by side, the first of which leads to the run's own cell. */
export interface RunPlan {
  readonly number: number
  readonly stories: readonly Story[]
}
