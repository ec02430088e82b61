import type { HeldMessage } from './held-message.ts'

/** What the outbox of a process knows of the relay in the same process, if there is one. */
export interface RelayHere {
  /** The name under which it would hold one more message; undefined when it takes none at the moment. */
  holder(): string | undefined
  /** Takes a message that was committed under its name. */
  take(held: HeldMessage): void
  /** A relay begins to take messages; the function it gets back ends that. */
  open(relay: Omit<RelayHere, 'open'>): () => void
}

/** Where outbox and relay of one process meet; stores are bound before the relay starts. */
export function createRelayHere(): RelayHere {
  let current: Omit<RelayHere, 'open'> | undefined
  return {
    holder: () => current?.holder(),
    take: (held) => current?.take(held),
    open(relay) {
      current = relay
      return () => {
        if (current === relay) current = undefined
      }
    },
  }
}
