import { join } from 'node:path'
import {
  bindPublishedEntries,
  createFetchDocument,
  createFetchJson,
  createHttpClient,
  createIdentities,
  type Database,
  type Identities,
  openKeyFile,
} from '@lianshu/adapters'
import { buildEntry, type Dataset, publishedEntry, signEntry } from '@lianshu/catalog'
import {
  asId,
  type DatasetId,
  type Did,
  mintUrn,
  seededRandom,
  systemClock,
  systemRandom,
} from '@lianshu/kernel'
import type { SpaceNode } from '../space/start-dataspace.ts'

const industries = ['machinery', 'chemistry', 'energy', 'electronics', 'logistics']
const batch = 500

/** Signs and asks in the names of a node's own participants, with their real keys. */
export async function identitiesOf(node: SpaceNode, operator: Did): Promise<Identities> {
  const http = createHttpClient({
    ...{ allowHttp: true, allowPrivateAddresses: true, maxBytes: 1_000_000, timeoutMs: 10_000 },
  })
  return createIdentities({
    ...{ keyStore: await openKeyFile(join(node.directory, 'keys')), operators: [operator] },
    ...{ clock: systemClock, random: systemRandom, allowHttpOnLoopback: true },
    fetchJson: createFetchJson(http),
    fetchDocument: createFetchDocument(http),
    seenTokens: { remember: async () => true },
  })
}

/**
 * Puts offers of one participant into its catalogue, each entry signed by it: copies of one real dataset
 * under seeded ids, titles and industries. Resolves to their ids in the catalogue's order.
 */
export async function fillCatalogue(
  db: Database,
  owner: { readonly did: Did; readonly url: string; readonly identities: Identities },
  {
    sample,
    count,
    seed,
  }: { readonly sample: Dataset; readonly count: number; readonly seed: number },
): Promise<readonly string[]> {
  const random = seededRandom(seed)
  const signer = { sign: owner.identities.signDetached }
  const entries = bindPublishedEntries(db)
  const ids: string[] = []
  for (let first = 0; first < count; first += batch) {
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
  await db.execute('analyze catalog_entries, catalog_views')
  return ids.sort()
}
