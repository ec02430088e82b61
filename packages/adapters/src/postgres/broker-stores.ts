import type { DemandRecord } from '@lianshu/catalog'
import type { RunTerms } from '@lianshu/exchange'
import type { VersionedStore } from '@lianshu/kernel'
import type { Queries } from './open-database.ts'
import { demands, runTerms } from './schema/broker.ts'
import { createVersionedStore } from './versioned-store.ts'

/** Demands and what was answered. */
export function bindDemands(db: Queries): VersionedStore<DemandRecord, 'seeker'> {
  return createVersionedStore<DemandRecord, 'seeker'>(db, demands, {
    state: () => 'ANSWERED',
    toKeys: ({ seeker }) => ({ seeker }),
  })
}

/** The agreements that runs stand on. */
export function bindRunTerms(db: Queries): VersionedStore<RunTerms, 'initiator'> {
  return createVersionedStore<RunTerms, 'initiator'>(db, runTerms, {
    state: () => 'REGISTERED',
    toKeys: ({ initiator }) => ({ initiator }),
  })
}
