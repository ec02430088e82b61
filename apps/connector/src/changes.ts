import type { Did } from '@lianshu/kernel'

/** Listens to one entity. */
export interface Watch {
  /** Resolves when the entity changed since the last call, at the latest after `atMostMs`. */
  next(atMostMs: number): Promise<void>
  /** Ends the wait that is under way, or the next one. */
  readonly hurry: () => void
  close(): void
}

/** Tells who waits that an entity was stored by this process; other replicas' changes are not heard. */
export interface Changes {
  announce(participantId: Did, id: string): void
  watch(participantId: Did, id: string): Watch
}

export function createChanges(): Changes {
  const listeners = new Map<string, Set<() => void>>()
  const nameOf = (participantId: Did, id: string) => `${participantId} ${id}`
  return {
    announce(participantId, id) {
      for (const hear of listeners.get(nameOf(participantId, id)) ?? []) hear()
    },
    watch(participantId, id) {
      const name = nameOf(participantId, id)
      const all = listeners.get(name) ?? new Set()
      let news = Promise.withResolvers<void>()
      const hurry = () => news.resolve()
      listeners.set(name, all.add(hurry))
      return {
        async next(atMostMs) {
          const timer = setTimeout(hurry, atMostMs)
          await news.promise
          clearTimeout(timer)
          news = Promise.withResolvers()
        },
        hurry,
        close() {
          all.delete(hurry)
          if (all.size === 0) listeners.delete(name)
        },
      }
    },
  }
}
