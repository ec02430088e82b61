import type { Clock, Did } from '@lianshu/kernel'
import {
  generateParticipantKeys,
  type KeyAlgorithm,
  type KeyRotation,
  type KeyStore,
  type ParticipantKeys,
  rotateKeys,
} from '@lianshu/trust'

/** Keys of a node's own participants. */
export interface OwnKeys {
  /** The keys of a participant of this node, made at the first call: Ed25519 unless P-256 is asked for. */
  ensureKeys(did: Did, algorithm?: KeyAlgorithm): Promise<ParticipantKeys>
  /** The keys of a participant of this node; throws for a stranger, whose keys nobody here may use. */
  keysOf(did: Did): Promise<ParticipantKeys>
  /** Changes the key that signs: whoever asks for keys from then on gets the new ones. */
  rotateKeys(did: Did, rotation: KeyRotation): Promise<ParticipantKeys>
}

/** Reads keys from their store each time, so that a change made by another process counts here as well. */
export function createOwnKeys(keyStore: KeyStore, clock: Clock): OwnKeys {
  const turns = new Map<Did, Promise<unknown>>()

  /** One change of a participant's keys at a time: two at once would lose one of the new keys. */
  const inTurn = (did: Did, change: () => Promise<ParticipantKeys>) => {
    const before = turns.get(did) ?? Promise.resolve()
    const mine = before.then(change, change)
    turns.set(did, mine)
    return mine.finally(() => {
      if (turns.get(did) === mine) turns.delete(did)
    })
  }

  const keysOf = async (did: Did) => {
    const keys = await keyStore.load(did)
    if (keys === undefined) throw new Error(`${did} is not a participant of this node`)
    return keys
  }

  return {
    keysOf,
    ensureKeys: (did, algorithm) =>
      inTurn(did, async () => {
        const kept = await keyStore.load(did)
        if (kept) return kept
        const keys = await generateParticipantKeys(did, clock, algorithm)
        await keyStore.save(keys)
        return keys
      }),
    rotateKeys: (did, rotation) =>
      inTurn(did, async () => {
        const keys = await rotateKeys(await keysOf(did), clock, rotation)
        await keyStore.save(keys)
        return keys
      }),
  }
}
