import type { DatasetId, Did } from '@lianshu/kernel'
import type { Dataset } from '../listing/dataset.ts'
import { entryHash } from '../listing/entry-proof.ts'
import { filterValues } from './filter-properties.ts'

/** An entry of a participant's catalogue as it goes out, with all that decides who is shown it. */
export interface PublishedEntry {
  readonly participantId: Did
  readonly datasetId: DatasetId
  /** Who may see it; absent: everybody who may see the catalogue. */
  readonly audience?: readonly Did[]
  /** The signed DCAT dataset as JSON text: written once, sent as it is. */
  readonly text: string
  /** Hexadecimal SHA-256 of the canonical entry. */
  readonly hash: string
  /** By property of `filterProperties`. */
  readonly values: Readonly<Record<string, readonly string[]>>
}

/** What the catalogue shows of a dataset; undefined while nothing of it is published. */
export async function publishedEntry(dataset: Dataset): Promise<PublishedEntry | undefined> {
  const { participantId, id: datasetId, state, entry, audience } = dataset
  if (state !== 'published' || entry === undefined) return undefined
  const hash = await entryHash(entry)
  const values = filterValues(dataset)
  return { participantId, datasetId, audience, text: JSON.stringify(entry), hash, values }
}
