import type { Side } from '@lianshu/exchange'
import { edgeName, edges, type ProcessKind } from '../plan/edges.ts'
import { type Step, stepsOf, withoutConfirmations } from './history.ts'
import { type AnyProcess, pairsOf } from './pairs.ts'
import type { Rule, Violation } from './snapshot.ts'

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

const legal: ReadonlySet<string> = new Set(edges.map(edgeName))

function wrongStep(kind: ProcessKind, steps: readonly Step[]): string | undefined {
  if (steps.length === 0) return 'the log knows nothing of it'
  let from = ''
  for (const { state, by, refused } of withoutConfirmations(steps)) {
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
