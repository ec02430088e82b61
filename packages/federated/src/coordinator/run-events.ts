import type { RunId } from '@lianshu/kernel'
import type { StepKind } from '@lianshu/protocol/rounds'
import type { RunState } from './run-machine.ts'

/** Progress of a run, for live views and waiting requests; told only after its transaction committed. */
export interface RunEvent {
  readonly runId: RunId
  readonly at: string
  readonly kind: 'created' | 'joined' | 'left' | 'phase' | 'abandoned' | 'round' | 'ended'
  readonly state: RunState
  readonly step?: StepKind
  readonly round?: number
  readonly attempt?: number
  /** Of a finished round. */
  readonly participants?: number
  readonly rows?: number
  readonly meanLoss?: number
  readonly sentence?: string
}

/** Carries events inside one process; listeners must not throw and hold no truth: the stores do. */
export interface RunEvents {
  publish(event: RunEvent): void
  /** Hears one run, or every run without an id; returns how to stop. */
  subscribe(runId: RunId | undefined, listener: (event: RunEvent) => void): () => void
}

/** An emitter for one process. */
export function createRunEvents(): RunEvents {
  const listeners = new Map<string, Set<(event: RunEvent) => void>>()
  return {
    publish(event) {
      for (const key of [event.runId, '']) {
        for (const listener of [...(listeners.get(key) ?? [])]) listener(event)
      }
    },
    subscribe(runId, listener) {
      const key = runId ?? ''
      const group = listeners.get(key) ?? new Set()
      listeners.set(key, group.add(listener))
      return () => {
        group.delete(listener)
        if (group.size === 0) listeners.delete(key)
      }
    },
  }
}
