import type { NodeResources } from '@lianshu/adapters'
import type { Did, DomainError } from '@lianshu/kernel'
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
 * the operator cosigned before, or, when the operator says so, at a newer one whose cosignature was lost with
 * the process that asked for it. A participant that has not joined a space yet has no witness.
 */
export async function witnessHeadAtOperator(
  { node, participants }: WitnessHeadsDeps,
  origin: Did,
  signed: SignedHead,
): Promise<void> {
  const operator = (await participants.get(origin))?.operator
  if (!operator) return
  const bring = async (oldSize: number) =>
    node.peers.json({
      ...{ from: origin, to: operator.did, kind: 'log', method: 'POST' },
      url: `${operator.url}/witness`,
      body: {
        signed: { head: { ...signed.head }, jws: signed.jws },
        consistencyProof: await proofFrom(node, origin, oldSize, signed.head.size),
      },
    })
  const cosigned = await node.logs.cosignatures(origin)
  const sizes = cosigned
    .filter(({ statement }) => statement.witness === operator.did)
    .map(({ statement }) => statement.head.size)
  const known = Math.max(0, ...sizes)
  let answer = await bring(known)
  const seen = answer.ok ? undefined : sizeSeen(answer.error)
  if (seen !== undefined && seen > known && seen <= signed.head.size) answer = await bring(seen)
  if (!answer.ok) throw new Error(answer.error.message)
  await node.logs.addCosignature(origin, answer.value.body as unknown as Cosignature)
}

/** The size of the head that the operator saw last, which its refusal names. */
function sizeSeen({ details }: DomainError): number | undefined {
  const body = details?.body as { details?: { size?: unknown } } | null | undefined
  const size = body?.details?.size
  return Number.isSafeInteger(size) ? (size as number) : undefined
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
