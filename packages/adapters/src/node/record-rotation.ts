import type { Did } from '@lianshu/kernel'
import { activeKey, type KeyRotation, type ParticipantKeys } from '@lianshu/trust'
import { bindRecordLog } from '../postgres/record-log.ts'
import type { NodeResources } from './open-node.ts'

/**
 * Changes the key of one of ours and records it in its log. The key comes first: it lies in a file, and a
 * record of a change that did not happen would be a lie, while this one only comes late.
 */
export async function recordRotation(
  { identities, db, clock }: Pick<NodeResources, 'identities' | 'db' | 'clock'>,
  did: Did,
  rotation: KeyRotation,
): Promise<ParticipantKeys> {
  const keys = await identities.rotateKeys(did, rotation)
  const { kid, algorithm } = activeKey(keys)
  await bindRecordLog(db).append({
    ...{ participantId: did, type: 'key.rotated', actor: did, subject: kid },
    ...{ at: clock.now().toISOString(), facts: { algorithm } },
  })
  return keys
}
