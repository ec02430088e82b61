import type { Did } from '@lianshu/kernel'

/** Listens to one entity, for the states that are waited for. */
export interface Watch {
  /** Resolves when the entity came into one of them since the last call, at the latest after `atMostMs`. */
  next(atMostMs: number): Promise<void>
  /** Ends the wait that is under way, or the next one. */
  readonly hurry: () => void
  close(): void
}

/** Tells who waits that an entity was stored by this process; other replicas' changes are not heard. */
export interface Changes {
  announce(changed: { participantId: Did; id: string; state: string }): void
  watch(participantId: Did, id: string, states: readonly string[]): Watch
}

export function createChanges(): Changes {
  const listeners = new Map<string, Set<(state: string) => void>>()
  const nameOf = (participantId: Did, id: string) => `${participantId} ${id}`
  return {
    announce({ participantId, id, state }) {
      for (const hear of listeners.get(nameOf(participantId, id)) ?? []) hear(state)
    },
    watch(participantId, id, states) {
      const name = nameOf(participantId, id)
      const all = listeners.get(name) ?? new Set()
      let news = Promise.withResolvers<void>()
      const hurry = () => news.resolve()
      const hear = (state: string) => {
        if (states.includes(state)) hurry()
      }
      listeners.set(name, all.add(hear))
      return {
        async next(atMostMs) {
          const timer = setTimeout(hurry, atMostMs)
          await news.promise
          clearTimeout(timer)
          news = Promise.withResolvers()
        },
        hurry,
        close() {
          all.delete(hear)
          if (all.size === 0) listeners.delete(name)
        },
      }
    },
  }
}
