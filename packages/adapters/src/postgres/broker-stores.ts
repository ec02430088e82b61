import type { DemandRecord } from '@lianshu/catalog'
import type { RunTerms } from '@lianshu/exchange'
import type { VersionedStore } from '@lianshu/kernel'
import { demands, runTerms } from './schema/broker.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** Demands and what was answered. */
export function bindDemands(work: Work): VersionedStore<DemandRecord, 'seeker'> {
  return createVersionedStore<DemandRecord, 'seeker'>(work, demands, {
    state: () => 'ANSWERED',
    toKeys: ({ seeker }) => ({ seeker }),
  })
}

/** The agreements that runs stand on. */
export function bindRunTerms(work: Work): VersionedStore<RunTerms, 'initiator'> {
  return createVersionedStore<RunTerms, 'initiator'>(work, runTerms, {
    state: () => 'REGISTERED',
    toKeys: ({ initiator }) => ({ initiator }),
  })
}
