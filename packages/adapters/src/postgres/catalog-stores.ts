import type {
  Dataset,
  DatasetStore,
  HarvestRecord,
  HarvestStore,
  ListingRecord,
  ListingStore,
} from '@lianshu/catalog'
import { datasets, harvests, listings } from './schema/catalog.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** An owner's datasets, on the pool or in a transaction. */
export function bindDatasets(work: Work): DatasetStore {
  return createVersionedStore<Dataset, 'state'>(work, datasets, {
    state: ({ state }) => state,
    toKeys: () => ({}),
  })
}

/** The broker's listings. */
export function bindListings(work: Work): ListingStore {
  return createVersionedStore<ListingRecord, 'ownerId' | 'state'>(work, listings, {
    state: ({ state }) => state,
    toKeys: ({ ownerId }) => ({ ownerId }),
  })
}

/** How the last harvest of each member went. */
export function bindHarvests(work: Work): HarvestStore {
  return createVersionedStore<HarvestRecord>(work, harvests, {
    state: () => 'DONE',
    toKeys: () => ({}),
  })
}
