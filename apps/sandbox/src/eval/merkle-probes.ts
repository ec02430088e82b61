import { fromHex, toHex } from '@lianshu/kernel'
import {
  appendLeaf,
  emptyFrontier,
  frontierRoot,
  leafHash,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from '@lianshu/trust/verify'
import { z } from 'zod'

const bytes = z.string().transform((base64) => new Uint8Array(Buffer.from(base64, 'base64')))
const hash = bytes.nullish().transform((value) => value ?? new Uint8Array())
const proof = z
  .array(bytes)
  .nullish()
  .transform((path) => path ?? [])
const common = { proof, desc: z.string().default(''), wantErr: z.boolean() }
const leaf = { leafIdx: z.number(), leafHash: hash, root: hash, ...common }
const range = { start: z.number(), end: z.number() }

/** A probe is correct when the verifier says what it should; `undefined` when the file is no probe. */
type Check = (probe: unknown) => Promise<{ correct: boolean; says: string } | undefined>

function checkOf<Shape extends z.ZodRawShape & typeof common>(
  shape: Shape,
  verify: (probe: z.infer<z.ZodObject<Shape>>) => Promise<boolean>,
): Check {
  const schema = z.object(shape)
  return async (input) => {
    const probe = schema.safeParse(input)
    if (!probe.success) return undefined
    const { desc, wantErr } = probe.data as { desc: string; wantErr: boolean }
    return { correct: (await verify(probe.data)) !== wantErr, says: desc }
  }
}

/** By folder, as in the test data of transparency-dev/merkle. */
export const merkleChecks: Readonly<Record<string, Check>> = {
  inclusion: checkOf({ ...leaf, treeSize: z.number() }, (probe) =>
    verifyInclusion({ ...probe, index: probe.leafIdx, size: probe.treeSize }),
  ),
  consistency: checkOf(
    { ...common, size1: z.number(), size2: z.number(), root1: hash, root2: hash },
    ({ size1, size2, root1, root2, ...probe }) =>
      verifyConsistency({
        ...{ oldSize: size1, newSize: size2, oldRoot: root1, newRoot: root2 },
        proof: probe.proof,
      }),
  ),
  subtreeinclusion: checkOf({ ...leaf, ...range }, (probe) =>
    verifySubtreeInclusion({ ...probe, index: probe.leafIdx }),
  ),
  subtreeconsistency: checkOf(
    { ...common, ...range, size: z.number(), root1: hash, root2: hash },
    (probe) => verifySubtreeConsistency({ ...probe, subtreeRoot: probe.root1, root: probe.root2 }),
  ),
}

const treeSchema = z.object({ leaves_hex: z.array(z.string()), roots_hex: z.array(z.string()) })

/** Which of the reference tree's roots, by number of leaves from 0, come out right; undefined for no such file. */
export async function checkRoots(input: unknown): Promise<readonly boolean[] | undefined> {
  const tree = treeSchema.safeParse(input)
  if (!tree.success) return undefined
  let frontier = emptyFrontier
  const roots = [toHex(await frontierRoot(frontier))]
  for (const content of tree.data.leaves_hex) {
    frontier = (await appendLeaf(frontier, await leafHash(fromHex(content)))).frontier
    roots.push(toHex(await frontierRoot(frontier)))
  }
  return tree.data.roots_hex.map((root, size) => root === roots[size])
}
