import { type Did, domainError, err, type Json, ok } from '@lianshu/kernel'
import type { Cosignature, SignedHead } from '@lianshu/trust'
import { expect, it } from 'vitest'
import { type WitnessHeadsDeps, witnessHeadAtOperator } from './witness-heads.ts'

const origin = 'did:web:plant.example' as Did
const operator = { did: 'did:web:space.example' as Did, url: 'https://space.example' }
const signed = { head: { origin, size: 8, root: 'r', time: 't' }, jws: 'j' } as SignedHead

/** An operator that saw a head of size `seen` last, whatever our own log of cosignatures says. */
function deps({ seen }: { seen: number }) {
  const kept: Cosignature[] = []
  const proofs: number[] = []
  const node = {
    logs: {
      cosignatures: async () => [],
      nodes: async (_: Did, positions: readonly unknown[]) => positions.map(() => 'ab'.repeat(32)),
      size: async () => signed.head.size,
      addCosignature: async (_: Did, cosignature: Cosignature) => void kept.push(cosignature),
    },
    peers: {
      async json({ body }: { body?: Json }) {
        const { consistencyProof } = body as { consistencyProof: string[] }
        proofs.push(consistencyProof.length)
        if (consistencyProof.length > 0) return ok({ status: 200, headers: {}, body: 'cosigned' })
        const details = { status: 409, body: { code: 'log.broken', details: { size: seen } } }
        return err(domainError('peer.refused', 'does not continue', { details }))
      },
    },
  }
  const participants = { get: async () => ({ operator }) }
  return { kept, proofs, deps: { node, participants } as unknown as WitnessHeadsDeps }
}

it('a head is proven from where the operator stands when our memory of it was lost with a process', async () => {
  const { kept, proofs, deps: lost } = deps({ seen: 5 })
  await witnessHeadAtOperator(lost, origin, signed)
  expect(kept).toEqual(['cosigned'])
  expect(proofs).toEqual([0, expect.any(Number)])
})

it.each([0, 9])('a refusal that no proof can answer stays one (operator at %i)', async (seen) => {
  const { kept, proofs, deps: refused } = deps({ seen })
  await expect(witnessHeadAtOperator(refused, origin, signed)).rejects.toThrow('does not continue')
  expect(kept).toEqual([])
  expect(proofs).toHaveLength(1)
})
