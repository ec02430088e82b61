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
  /**
   * The same to sign with, as they were up to a second ago: a key that another process has replaced meanwhile
   * still counts, and every message is signed.
   */
  keysToSign(did: Did): Promise<ParticipantKeys>
  /** Changes the key that signs: whoever asks for keys from then on gets the new ones. */
  rotateKeys(did: Did, rotation: KeyRotation): Promise<ParticipantKeys>
}

const freshMs = 1000

/** Reads keys from their store each time, so that a change made by another process counts here as well. */
export function createOwnKeys(keyStore: KeyStore, clock: Clock): OwnKeys {
  const turns = new Map<Did, Promise<unknown>>()
  const read = new Map<Did, { readonly keys: ParticipantKeys; readonly until: number }>()

  const remember = (keys: ParticipantKeys) => {
    read.set(keys.did, { keys, until: clock.now().getTime() + freshMs })
    return keys
  }
  const save = async (keys: ParticipantKeys) => {
    await keyStore.save(keys)
    return remember(keys)
  }

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
    return remember(keys)
  }

  return {
    keysOf,
    async keysToSign(did) {
      const before = read.get(did)
      return before && before.until > clock.now().getTime() ? before.keys : keysOf(did)
    },
    ensureKeys: (did, algorithm) =>
      inTurn(did, async () => {
        const kept = await keyStore.load(did)
        return kept ?? save(await generateParticipantKeys(did, clock, algorithm))
      }),
    rotateKeys: (did, rotation) =>
      inTurn(did, async () => save(await rotateKeys(await keysOf(did), clock, rotation))),
  }
}
