import { isAtRest } from '../story/at-rest.ts'
import { pairsOf } from './pairs.ts'
import type { Rule, Violation } from './snapshot.ts'

/**
 * Both sides hold one copy of every process, in one state, where it may stay. Alone stands only a process
 * that its beginner ended before the other side took it.
 */
export const statesAgree: Rule = (snapshot) =>
  pairsOf(snapshot).flatMap(({ kind, side, copy, others }): Violation[] => {
    const at = `${kind} of the ${side} at ${copy.state}`
    const pid = copy.id
    const [other] = others
    if (others.length > 1) {
      return [{ rule: 'one copy', pid, text: `${at}: the other side has ${others.length} copies` }]
    }
    if (!other) {
      const isEnded = copy.state === 'TERMINATED'
      return isEnded ? [] : [{ rule: 'one copy', pid, text: `${at}: the other side has none` }]
    }
    // Told once, at the consumer's copy.
    if (other.state !== copy.state && side === 'consumer') {
      return [{ rule: 'same state', pid, text: `${at}, at the provider ${other.state}` }]
    }
    if (isAtRest({ kind, state: copy.state })) return []
    return [{ rule: 'at rest', pid, text: `${at}: nobody goes on` }]
  })
