import { canonicalJson, fromHex, type LogRecord, unwrap, utf8 } from '@lianshu/kernel'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { fakeSpace } from '../testing/fake-space.ts'
import { memoryLog } from '../testing/memory-log.ts'
import { leafHash } from '../verify/merkle-hash.ts'
import { verifyConsistency, verifyInclusion } from '../verify/merkle-proof.ts'
import { proveConsistency, proveInclusion } from './prove.ts'
import { sequenceLog } from './sequence-log.ts'

const total = 70
const space = await fakeSpace('owner')
const [keys] = space.members as [(typeof space.members)[number]]
const log = memoryLog()
const participantId = keys.did
const roots = new Map<number, string>()

const record = (index: number): LogRecord => ({
  participantId,
  type: 'round.trained',
  actor: participantId,
  subject: `urn:run:${index}`,
  at: '2026-03-01T08:00:00.000Z',
})

beforeAll(async () => {
  for (let index = 0; index < total; index++) {
    log.append(record(index))
    const { head } = unwrap(await sequenceLog({ log, keys, clock: space.clock }))
    roots.set(index + 1, head!.head.root)
  }
})

const flip = (bytes: Uint8Array, bit: number) => {
  const copy = Uint8Array.from(bytes)
  copy[Math.floor(bit / 8) % 32]! ^= 1 << (bit % 8)
  return copy
}
const size = fc.integer({ min: 1, max: total })

describe('proofs', () => {
  it('places in batches what it places one by one', async () => {
    const other = memoryLog()
    for (let index = 0; index < total; index++) other.append(record(index))
    const deps = { log: other, keys, clock: space.clock, batchSize: 33 }
    while (unwrap(await sequenceLog(deps)).placed > 0);
    const heads = await other.heads(participantId, 10)
    expect(heads.map(({ head }) => [head.size, head.root])).toEqual(
      [33, 66, 70].map((at) => [at, roots.get(at)]),
    )
  })

  it('proves every record of every tree, and no other record, place or root', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(255), async (treeSize, seed, bit) => {
        const index = seed % treeSize
        const hashes = unwrap(
          await proveInclusion({ log }, { participantId, index, size: treeSize }),
        )
        const proof = hashes.map(fromHex)
        const leaf = await leafHash(utf8(canonicalJson(record(index))))
        const root = fromHex(roots.get(treeSize)!)
        const claim = { index, size: treeSize, leafHash: leaf, proof, root }
        expect(await verifyInclusion(claim)).toBe(true)
        expect(await verifyInclusion({ ...claim, leafHash: flip(leaf, bit) })).toBe(false)
        expect(await verifyInclusion({ ...claim, root: flip(root, bit) })).toBe(false)
        expect(await verifyInclusion({ ...claim, index: index + 1 })).toBe(false)
        expect(await verifyInclusion({ ...claim, proof: [...proof, leaf] })).toBe(false)
        if (proof.length === 0) return
        const at = bit % proof.length
        const tampered = proof.with(at, flip(proof[at]!, bit))
        expect(await verifyInclusion({ ...claim, proof: tampered })).toBe(false)
        expect(await verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it('proves that every tree continues every earlier one, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(255), async (newSize, seed, bit) => {
        const oldSize = (seed % newSize) + 1
        const hashes = unwrap(await proveConsistency({ log }, { participantId, oldSize, newSize }))
        const proof = hashes.map(fromHex)
        const oldRoot = fromHex(roots.get(oldSize)!)
        const newRoot = fromHex(roots.get(newSize)!)
        const claim = { oldSize, newSize, oldRoot, newRoot, proof }
        expect(await verifyConsistency(claim)).toBe(true)
        expect(await verifyConsistency({ ...claim, oldRoot: flip(oldRoot, bit) })).toBe(false)
        expect(await verifyConsistency({ ...claim, newRoot: flip(newRoot, bit) })).toBe(false)
        expect(await verifyConsistency({ ...claim, proof: [...proof, oldRoot] })).toBe(false)
        expect(await verifyConsistency({ ...claim, oldSize: 0 })).toBe(false)
        if (proof.length === 0) return
        const at = bit % proof.length
        const tampered = proof.with(at, flip(proof[at]!, bit))
        expect(await verifyConsistency({ ...claim, proof: tampered })).toBe(false)
        expect(await verifyConsistency({ ...claim, proof: proof.slice(0, -1) })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it('refuses to prove what the log does not have', async () => {
    const beyond = { participantId, index: 0, size: total + 1 }
    expect((await proveInclusion({ log }, beyond)).ok).toBe(false)
    const fromNothing = { participantId, oldSize: 0, newSize: 5 }
    expect((await proveConsistency({ log }, fromNothing)).ok).toBe(false)
  })
})
