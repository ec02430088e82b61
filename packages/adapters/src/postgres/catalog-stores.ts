import type {
  Dataset,
  DatasetStore,
  HarvestRecord,
  HarvestStore,
  ListingRecord,
  ListingStore,
} from '@lianshu/catalog'
import type { Queries } from './open-database.ts'
import { datasets, harvests, listings } from './schema/catalog.ts'
import { createVersionedStore } from './versioned-store.ts'

/** An owner's datasets, on the pool or in a transaction. */
export function bindDatasets(db: Queries): DatasetStore {
  return createVersionedStore<Dataset, 'state'>(db, datasets, {
    state: ({ state }) => state,
    toKeys: () => ({}),
  })
}

/** The broker's listings. */
export function bindListings(db: Queries): ListingStore {
  return createVersionedStore<ListingRecord, 'ownerId' | 'state'>(db, listings, {
    state: ({ state }) => state,
    toKeys: ({ ownerId }) => ({ ownerId }),
  })
}

/** How the last harvest of each member went. */
export function bindHarvests(db: Queries): HarvestStore {
  return createVersionedStore<HarvestRecord>(db, harvests, {
    state: () => 'DONE',
    toKeys: () => ({}),
  })
}
