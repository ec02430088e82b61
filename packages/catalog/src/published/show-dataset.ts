import type { Dataset } from '../listing/dataset.ts'
import type { PublishedEntries } from '../ports.ts'
import { publishedEntry } from './published-entry.ts'

/** Brings the catalogue in line with a dataset that was just stored, in the same transaction. */
export async function showDataset(published: PublishedEntries, dataset: Dataset): Promise<void> {
  const entry = await publishedEntry(dataset)
  if (entry) await published.put([entry])
  else await published.remove(dataset.participantId, dataset.id)
}
