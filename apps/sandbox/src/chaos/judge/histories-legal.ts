import type { Side } from '@lianshu/exchange'
import type { LogRecord } from '@lianshu/kernel'
import { edgeName, edges, type ProcessKind } from '../plan/edges.ts'
import { type AnyProcess, pairsOf } from './pairs.ts'
import type { Rule, SideSnapshot, Violation } from './snapshot.ts'

interface Step {
  readonly state: string
  readonly by: Side
  /** Not a step of the other side: our copy was ended because that side did not take our message. */
  readonly refused: boolean
}

/**
 * The log tells of every process the whole way from its beginning to where it stands, each step legal by
 * the machine, taken by a side that may take it, and none of the other side's that it did not take itself.
 */
export const historiesLegal: Rule = (snapshot) =>
  pairsOf(snapshot).flatMap(({ kind, side, copy, others }): Violation[] => {
    const steps = stepsOf(snapshot[side], copy)
    const found = wrongStep(kind, steps) ?? wrongEnd(copy, steps)
    const [other] = others
    const otherSide = side === 'consumer' ? 'provider' : 'consumer'
    const invented = other && inventedStep(steps, stepsOf(snapshot[otherSide], other), otherSide)
    return [found, invented]
      .filter((text) => text !== undefined)
      .map((text) => {
        const way = steps.map(({ state, by }) => `${state}(${by[0]})`).join(' ')
        return { rule: 'history', pid: copy.id, text: `${kind} of the ${side}: ${text}; ${way}` }
      })
  })

function stepsOf(side: SideSnapshot, { id, side: role }: AnyProcess): readonly Step[] {
  return side.records
    .filter(({ subject }) => subject === id)
    .flatMap((record): Step[] => {
      const state = stateIn(record)
      const own = record.actor === side.participantId
      const by: Side = own === (role === 'consumer') ? 'consumer' : 'provider'
      return state ? [{ state, by, refused: record.reason === 'peer.refused' }] : []
    })
}

function stateIn({ type }: LogRecord): string | undefined {
  if (type === 'agreement.finalized') return 'FINALIZED'
  const [area, state] = type.split('.')
  return area === 'negotiation' || area === 'transfer' ? state?.toUpperCase() : undefined
}

const legal: ReadonlySet<string> = new Set(edges.map(edgeName))

function wrongStep(kind: ProcessKind, steps: readonly Step[]): string | undefined {
  if (steps.length === 0) return 'the log knows nothing of it'
  let from = ''
  for (const { state, by, refused } of steps) {
    const edge = { kind, from, to: state, by }
    // A last step that the other side never took is taken back: decision 0012.
    const isTakenBack = refused && from !== '' && state === 'TERMINATED'
    if (!legal.has(edgeName(edge)) && !isTakenBack) return `${edgeName(edge)} is no step`
    from = state
  }
  return undefined
}

const wrongEnd = ({ state }: AnyProcess, steps: readonly Step[]): string | undefined =>
  steps.at(-1)?.state === state ? undefined : `the copy stands at ${state}`

/**
 * What we say that the other side did, it must say as well, as often at least. Whose message was refused ends
 * its own copy and tells us so.
 */
function inventedStep(here: readonly Step[], there: readonly Step[], by: Side): string | undefined {
  const theirs = there.filter((step) => step.by === by || step.refused).map(({ state }) => state)
  for (const { state, refused } of here.filter((step) => step.by === by)) {
    if (refused) continue
    const index = theirs.indexOf(state)
    if (index === -1) return `${state} by the ${by} came more often than it was sent`
    theirs.splice(index, 1)
  }
  return undefined
}
