import type { NodeResources } from '@lianshu/adapters'
import type { Did } from '@lianshu/kernel'
import {
  type Cosignature,
  type HostedParticipants,
  proveConsistency,
  type SignedHead,
} from '@lianshu/trust'

export interface WitnessHeadsDeps {
  readonly node: Pick<NodeResources, 'logs' | 'peers'>
  readonly participants: HostedParticipants
}

/**
 * Brings a new head to the operator and keeps its cosignature. The proof starts at the newest head that
 * the operator cosigned before; a participant that has not joined a space yet has no witness.
 */
export async function witnessHeadAtOperator(
  { node, participants }: WitnessHeadsDeps,
  origin: Did,
  signed: SignedHead,
): Promise<void> {
  const operator = (await participants.get(origin))?.operator
  if (!operator) return
  const cosigned = await node.logs.cosignatures(origin)
  const sizes = cosigned
    .filter(({ statement }) => statement.witness === operator.did)
    .map(({ statement }) => statement.head.size)
  const oldSize = Math.max(0, ...sizes)
  const answer = await node.peers.json({
    ...{ from: origin, to: operator.did, kind: 'log', method: 'POST' },
    url: `${operator.url}/witness`,
    body: {
      signed: { head: { ...signed.head }, jws: signed.jws },
      consistencyProof: await proofFrom(node, origin, oldSize, signed.head.size),
    },
  })
  if (!answer.ok) throw new Error(answer.error.message)
  await node.logs.addCosignature(origin, answer.value.body as unknown as Cosignature)
}

async function proofFrom(
  { logs: log }: WitnessHeadsDeps['node'],
  participantId: Did,
  oldSize: number,
  newSize: number,
): Promise<string[]> {
  if (oldSize === 0) return []
  const proof = await proveConsistency({ log }, { participantId, oldSize, newSize })
  if (!proof.ok) throw new Error(proof.error.message)
  return [...proof.value]
}
