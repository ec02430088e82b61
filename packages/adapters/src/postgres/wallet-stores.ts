import { type Did, DomainFailure, domainError } from '@lianshu/kernel'
import type {
  CredentialStore,
  TokenClient,
  TokenClients,
  WalletOffer,
  WalletRequest,
  WalletStores,
} from '@lianshu/trust'
import { asc, eq, sql } from 'drizzle-orm'
import { bindOutbox } from './outbox.ts'
import { bindRecordLog } from './record-log.ts'
import {
  tokenClients,
  walletCredentials,
  walletOffers,
  walletRequests,
} from './schema/membership.ts'
import { writer } from './statement.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** The wallets of a connector's participants, in one transaction (or on the pool, for reading). */
export const bindWalletStores = (work: Work): WalletStores => ({
  requests: createVersionedStore<WalletRequest, 'issuer' | 'state'>(work, walletRequests, {
    state: ({ state }) => state,
    toKeys: ({ issuer }) => ({ issuer }),
  }),
  offers: createVersionedStore<WalletOffer, 'issuer' | 'state'>(work, walletOffers, {
    state: ({ state }) => state,
    toKeys: ({ issuer }) => ({ issuer }),
  }),
  credentials: bindCredentialStore(work),
  outbox: bindOutbox(work),
  recordLog: bindRecordLog(work),
})

/** Clients of the token services of a connector's participants. */
export const bindTokenClients = (work: Work): TokenClients =>
  createVersionedStore<TokenClient>(work, tokenClients, {
    state: () => 'ISSUED',
    toKeys: () => ({}),
  })

/** The credentials in the wallets of a connector's participants. */
function bindCredentialStore(work: Work): CredentialStore {
  return {
    async save(credential) {
      const values = {
        ...credential,
        types: [...credential.types],
        validUntil: credential.validUntil ?? null,
      }
      const { holder: _holder, id: _id, ...changed } = values
      const isSaved = await work.write({
        ...{ table: walletCredentials, mustTouch: true },
        query: writer
          .insert(walletCredentials)
          .values(values)
          .onConflictDoUpdate({
            target: [walletCredentials.holder, walletCredentials.id],
            set: { ...changed, storedAt: sql`now()` },
            // Ids are their issuers' to choose: one must not take the place of another's credential.
            setWhere: eq(walletCredentials.issuer, sql`excluded.issuer`),
          })
          .returning({ id: walletCredentials.id })
          .toSQL(),
      })
      if (isSaved) return
      const message = 'the wallet holds a credential of another issuer with this id'
      throw new DomainFailure(domainError('auth.invalid', message, { at: 'id' }))
    },
    async list(holder) {
      const rows = await work
        .reader()
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
