import type { Did, VersionedStore } from '@lianshu/kernel'
import type { CredentialStore, HostedParticipant, HostedParticipants, Member } from '@lianshu/trust'
import { asc, eq, sql } from 'drizzle-orm'
import type { Queries } from './open-database.ts'
import { members, participants, walletCredentials } from './schema/membership.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** The operator's register of members. */
export function bindMembers(work: Work): VersionedStore<Member> {
  return createVersionedStore<Member>(work, members, {
    state: (member) => member.state,
    toKeys: () => ({}),
  })
}

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

/** The wallets of a connector's participants. */
export function bindCredentialStore(db: Queries): CredentialStore {
  return {
    async save(credential) {
      const values = {
        ...credential,
        types: [...credential.types],
        validUntil: credential.validUntil ?? null,
      }
      const { holder: _holder, id: _id, ...changed } = values
      await db
        .insert(walletCredentials)
        .values(values)
        .onConflictDoUpdate({
          target: [walletCredentials.holder, walletCredentials.id],
          set: { ...changed, storedAt: sql`now()` },
        })
    },
    async list(holder) {
      const rows = await db
        .select()
        .from(walletCredentials)
        .where(eq(walletCredentials.holder, holder))
        .orderBy(asc(walletCredentials.storedAt), asc(walletCredentials.id))
      return rows.map(({ storedAt: _storedAt, validUntil, ...row }) => ({
        ...row,
        validUntil: validUntil ?? undefined,
        holder: row.holder as Did,
        issuer: row.issuer as Did,
      }))
    },
  }
}
