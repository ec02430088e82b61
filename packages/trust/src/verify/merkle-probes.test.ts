import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromHex, toHex } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { appendLeaf, emptyFrontier, frontierRoot } from './frontier.ts'
import { leafHash } from './merkle-hash.ts'
import {
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './merkle-proof.ts'

const folder = join(import.meta.dirname, '../../../../../shared/benchmarks/merkle-rfc9162')
const isHere = existsSync(folder)
if (!isHere) process.stderr.write(`SKIPPED: the Merkle probes are not at ${folder}\n`)

// biome-ignore lint/suspicious/noExplicitAny: each folder of probes has its own members
type Probe = any

const bytes = (base64: string | null) => new Uint8Array(Buffer.from(base64 ?? '', 'base64'))
const proofOf = (probe: Probe) => ((probe.proof ?? []) as string[]).map(bytes)

const checks: Record<string, (probe: Probe) => Promise<boolean>> = {
  inclusion: (probe) =>
    verifyInclusion({
      index: probe.leafIdx,
      size: probe.treeSize,
      leafHash: bytes(probe.leafHash),
      proof: proofOf(probe),
      root: bytes(probe.root),
    }),
  consistency: (probe) =>
    verifyConsistency({
      oldSize: probe.size1,
      newSize: probe.size2,
      oldRoot: bytes(probe.root1),
      newRoot: bytes(probe.root2),
      proof: proofOf(probe),
    }),
  subtreeinclusion: (probe) =>
    verifySubtreeInclusion({
      index: probe.leafIdx,
      start: probe.start,
      end: probe.end,
      leafHash: bytes(probe.leafHash),
      proof: proofOf(probe),
      root: bytes(probe.root),
    }),
  subtreeconsistency: (probe) =>
    verifySubtreeConsistency({
      start: probe.start,
      end: probe.end,
      size: probe.size,
      subtreeRoot: bytes(probe.root1),
      root: bytes(probe.root2),
      proof: proofOf(probe),
    }),
}

describe.skipIf(!isHere)('probes of transparency-dev/merkle', () => {
  for (const [kind, check] of Object.entries(checks)) {
    it(`accepts and refuses every ${kind} probe as expected`, async () => {
      const files = readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' }).filter(
        (file) => file.endsWith('.json'),
      )
      expect(files.length).toBeGreaterThan(10)
      const wrong: string[] = []
      for (const file of files) {
        const probe = JSON.parse(readFileSync(join(folder, kind, file), 'utf8'))
        if ((await check(probe)) === probe.wantErr) wrong.push(`${file}: ${probe.desc}`)
      }
      expect(wrong).toEqual([])
    })
  }

  it('computes the reference roots of sizes 0 to 8', async () => {
    const reference = JSON.parse(readFileSync(join(folder, 'reference-tree.json'), 'utf8'))
    let frontier = emptyFrontier
    const roots = [toHex(await frontierRoot(frontier))]
    for (const leaf of reference.leaves_hex) {
      frontier = (await appendLeaf(frontier, await leafHash(fromHex(leaf)))).frontier
      roots.push(toHex(await frontierRoot(frontier)))
    }
    expect(roots).toEqual(reference.roots_hex)
  })
})
