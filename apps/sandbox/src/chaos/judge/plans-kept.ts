import { endOf, mayCross } from '../plan/way.ts'
import { type Step, stepsOf, withoutConfirmations } from './history.ts'
import { pairsOf } from './pairs.ts'
import type { Rule, Violation } from './snapshot.ts'

/**
 * Nothing is lost: whatever happened to its messages, a process ends where its plan says, both logs tell the
 * same of it, and nobody took a step back. A story in which steps of both sides may cross is left out: there
 * either may come first. Ending both copies whenever something goes wrong would be agreement, too.
 */
export const plansKept: Rule = (snapshot) =>
  pairsOf(snapshot).flatMap(({ kind, side, copy, others }): Violation[] => {
    const [other] = others
    const story = snapshot.storyOf?.(copy.id)
    // Told once, at the consumer's copy.
    if (!story || mayCross(story) || side === 'provider') return []
    const pid = copy.id
    if (!other) return [{ rule: 'plan kept', pid, text: `${kind}: the provider never took it` }]
    const violations: Violation[] = []
    const end = endOf(story)
    if (copy.state !== end) {
      const text = `${kind} at ${copy.state}, its plan ends at ${end}`
      violations.push({ rule: 'plan kept', pid, text })
    }
    const ours = stepsOf(snapshot.consumer, copy)
    const theirs = stepsOf(snapshot.provider, other)
    const confirmed = [ours, theirs].some(
      (steps) => withoutConfirmations(steps).length < steps.length,
    )
    if (!confirmed && [...ours, ...theirs].some(({ refused }) => refused)) {
      const text = `${kind} at ${copy.state}: a message was refused for good`
      violations.push({ rule: 'refused', pid, text })
    }
    const [here, there] = [ours, theirs].map(told)
    if (here !== there) {
      const text = `${kind}: the consumer tells ${here}, the provider ${there}`
      violations.push({ rule: 'same history', pid, text })
    }
    return violations
  })

const told = (steps: readonly Step[]): string =>
  withoutConfirmations(steps)
    .map(({ state, by }) => `${state}(${by[0]})`)
    .join(' ')
