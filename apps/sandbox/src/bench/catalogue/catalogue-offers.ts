import { join } from 'node:path'
import { bindPublishedEntries, type Database, openKeyFile } from '@lianshu/adapters'
import { buildEntry, type Dataset, publishedEntry, signEntry } from '@lianshu/catalog'
import {
  asId,
  type DatasetId,
  type Did,
  type Json,
  mintUrn,
  seededRandom,
  systemClock,
  systemRandom,
} from '@lianshu/kernel'
import { membershipScope } from '@lianshu/protocol/dcp'
import { activeKey, issueSelfIssuedToken, signDetachedJson } from '@lianshu/trust'
import type { SpaceNode } from '../../space/start-dataspace.ts'

const industries = ['machinery', 'chemistry', 'energy', 'electronics', 'logistics']
const batch = 500

/** Signs and asks in the names of a node's own participants, with their real keys. */
export async function signerOf(node: SpaceNode) {
  const keyStore = await openKeyFile(join(node.directory, 'keys'))
  const known = new Map<Did, ReturnType<typeof keyStore.load>>()
  const keysOf = async (did: Did) => {
    const loading = known.get(did) ?? keyStore.load(did)
    known.set(did, loading)
    const keys = await loading
    if (keys === undefined) throw new Error(`${node.name} has no keys of ${did}`)
    return keys
  }
  return {
    sign: async (did: Did, value: Json) => signDetachedJson(activeKey(await keysOf(did)), value),
    async authorization(from: Did, audience: Did) {
      const deps = { keys: await keysOf(from), clock: systemClock, random: systemRandom }
      const grantScopes = [membershipScope]
      return `Bearer ${await issueSelfIssuedToken(deps, { audience, grantScopes })}`
    },
  }
}
export type Signer = Awaited<ReturnType<typeof signerOf>>

/**
 * Puts offers of one participant into its catalogue, each entry signed by it: copies of one real dataset
 * under seeded ids, titles and industries. Resolves to their ids in the catalogue's order.
 */
export async function fillCatalogue(
  db: Database,
  owner: { readonly did: Did; readonly url: string; readonly signer: Signer },
  {
    sample,
    count,
    seed,
    signal,
  }: {
    readonly sample: Dataset
    readonly count: number
    readonly seed: number
    readonly signal: AbortSignal
  },
): Promise<readonly string[]> {
  const random = seededRandom(seed)
  const { signer } = owner
  const entries = bindPublishedEntries(db)
  const ids: string[] = []
  for (let first = 0; first < count; first += batch) {
    signal.throwIfAborted()
    const made = Array.from({ length: Math.min(batch, count - first) }, async (_, offset) => {
      const number = first + offset
      const id = asId<DatasetId>(mintUrn(random))
      ids.push(id)
      const dataset: Dataset = {
        ...sample,
        ...{ id, participantId: owner.did, industry: industries[number % industries.length]! },
        title: { zh: `${sample.title.zh} ${number}`, en: `${sample.title.en} ${number}` },
      }
      const entry = await signEntry({ signer }, owner.did, buildEntry(dataset, owner.url))
      return publishedEntry({ ...dataset, entry })
    })
    await entries.put((await Promise.all(made)).flatMap((entry) => entry ?? []))
  }
  // At once: the database would come to it by itself, a minute later and in the middle of what is timed.
  await db.execute('vacuum analyze catalog_entries, catalog_views')
  return ids.sort()
}
