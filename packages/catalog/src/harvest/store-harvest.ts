import { type Did, type DomainError, DomainFailure, type Result } from '@lianshu/kernel'
import type { ListingRecord } from '../listing/listing.ts'
import { indexListing } from '../match/index-listing.ts'
import type { BrokerCatalogStores } from '../ports.ts'
import type { CheckedEntries, VerifiedEntry } from './check-entries.ts'
import type { HarvestRecord, Refusal } from './harvest-record.ts'

/** Most listings of one member. */
const maximumListings = 100_000

/** Brings listings, index and log in line with a member's checked entries, in the caller's transaction. */
export async function storeHarvest(
  stores: BrokerCatalogStores,
  harvest: CheckedEntries & {
    readonly brokerId: Did
    readonly memberId: Did
    readonly at: string
  },
): Promise<HarvestRecord> {
  const { brokerId, memberId, at, verified } = harvest
  const own = await stores.listings.find(
    brokerId,
    { ownerId: memberId },
    { limit: maximumListings },
  )
  const known = new Map(own.map((record) => [record.id, record]))
  const added: string[] = []
  const changed: string[] = []
  const withdrawn: string[] = []
  const refused: Refusal[] = [...harvest.refused]
  const kept = new Set<string>()
  for (const entry of verified) {
    const { id } = entry.listing
    const before = known.get(id)
    const objection = before ? olderThan(before, entry) : await takenBy(stores, brokerId, id)
    if (objection) {
      refused.push({ entryId: id, ...objection })
      // An older release that still stands in the catalogue says that the listing is alive.
      if (before) kept.add(id)
      continue
    }
    kept.add(id)
    if (before?.state === 'listed' && before.entryHash === entry.hash) continue
    await put(stores, brokerId, entry, at, before)
    ;(before?.state === 'listed' ? changed : added).push(id)
  }
  for (const record of own) {
    if (record.state !== 'listed' || kept.has(record.id)) continue
    written(await stores.listings.update({ ...record, state: 'withdrawn', harvestedAt: at }))
    await stores.index.remove(brokerId, record.id)
    withdrawn.push(record.id)
  }
  const unchanged = kept.size - added.length - changed.length
  const record = { memberId, harvestedAt: at, added, changed, unchanged, withdrawn, refused }
  await log(stores, brokerId, record)
  return saveRecord(stores, brokerId, record)
}

async function put(
  { listings, index }: BrokerCatalogStores,
  brokerId: Did,
  { entry, hash, listing }: VerifiedEntry,
  at: string,
  before?: ListingRecord,
): Promise<void> {
  const record: ListingRecord = {
    participantId: brokerId,
    id: listing.id,
    version: before?.version ?? 0,
    ownerId: listing.ownerId,
    state: 'listed',
    entryHash: hash,
    entry,
    listing,
    harvestedAt: at,
  }
  written(await (before ? listings.update(record) : listings.insert(record)))
  await index.put(brokerId, await indexListing(listing))
}

type Objection = Omit<Refusal, 'entryId'>

/** A release never goes back: an old signed entry that is shown again must not bring old terms back. */
function olderThan(before: ListingRecord, { listing }: VerifiedEntry): Objection | undefined {
  return listing.release < before.listing.release
    ? { code: 'conflict.stale', message: 'a newer release of this entry was seen before' }
    : undefined
}

async function takenBy(
  { listings }: BrokerCatalogStores,
  brokerId: Did,
  id: string,
): Promise<Objection | undefined> {
  return (await listings.get(brokerId, id))
    ? { code: 'conflict.exists', message: 'another member has listed this id' }
    : undefined
}

/** Two harvests of one member at once: the later one is undone and may run again. */
function written<T>(result: Result<T, DomainError>): T {
  if (result.ok) return result.value
  throw new DomainFailure(result.error)
}

type Outcome = Omit<HarvestRecord, 'participantId' | 'id' | 'version'>

async function log(stores: BrokerCatalogStores, brokerId: Did, outcome: Outcome): Promise<void> {
  const { added, changed, withdrawn, refused, memberId, harvestedAt } = outcome
  if (added.length + changed.length + withdrawn.length + refused.length === 0) return
  await stores.recordLog.append({
    participantId: brokerId,
    actor: brokerId,
    type: 'catalogue.harvested',
    subject: memberId,
    at: harvestedAt,
    facts: {
      added: String(added.length),
      changed: String(changed.length),
      withdrawn: String(withdrawn.length),
      refused: String(refused.length),
    },
  })
}

async function saveRecord(
  { harvests }: BrokerCatalogStores,
  brokerId: Did,
  outcome: Outcome,
): Promise<HarvestRecord> {
  const before = await harvests.get(brokerId, outcome.memberId)
  const version = before?.version ?? 0
  const record = { participantId: brokerId, id: outcome.memberId, version, ...outcome }
  return written(await (before ? harvests.update(record) : harvests.insert(record)))
}
