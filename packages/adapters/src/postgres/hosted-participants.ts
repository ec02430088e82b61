import type { HostedParticipant, HostedParticipants } from '@lianshu/trust'
import { asc } from 'drizzle-orm'
import { participants } from './schema/membership.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** The participants of one connector. */
export function bindHostedParticipants(work: Work): HostedParticipants {
  const store = createVersionedStore<HostedParticipant>(work, participants, {
    state: () => 'HOSTED',
    toKeys: () => ({}),
  })
  return {
    async all() {
      const rows = await work
        .reader()
        .select({ body: participants.body, version: participants.version })
        .from(participants)
        .orderBy(asc(participants.position))
      return rows.map((row) => ({ ...(row.body as HostedParticipant), version: row.version }))
    },
    get: (did) => store.get(did, did),
    async save(participant) {
      const saved = await (participant.version === 0
        ? store.insert(participant)
        : store.update(participant))
      return saved.ok
    },
  }
}
