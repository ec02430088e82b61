import {
  industryWords,
  type Listing,
  type ListingRecord,
  levelWords,
  modalityWords,
  taskWords,
} from '@lianshu/catalog'
import type { Json, Words } from '@lianshu/kernel'
import { policyView } from './policy-view.ts'

/** A listing as everybody may see it. */
export function listingView(listing: Listing) {
  const { id, ownerId, ownerName, terms, size, profile, release, ...told } = listing
  return {
    ...{ id, ownerDid: ownerId, ownerName, version: release },
    title: told.title,
    description: told.description,
    keywords: told.keywords,
    industry: told.industry,
    scenario: told.scenario,
    task: told.task,
    modality: told.modality,
    level: told.level,
    region: told.region,
    simulated: told.simulated,
    updatedAt: told.updatedAt,
    rows: size.count,
    columns: profile?.columns ?? [],
    targets: profile?.targets ?? [],
    delivery: terms.deliveries,
    uses: terms.uses,
    purposes: terms.purposes,
    priceFen: terms.priceFen ?? 0,
    endsAt: terms.endsAt,
    words: {
      industry: named(industryWords, told.industry),
      task: named(taskWords, told.task),
      level: named(levelWords, told.level),
      modality: told.modality.map((kind) => named(modalityWords, kind)),
    },
  }
}

/** The same with the entry as its owner signed it, and its terms in words. */
export function listingDetail({ listing, entry, harvestedAt }: ListingRecord) {
  const offers = (entry as { readonly hasPolicy?: readonly Json[] }).hasPolicy ?? []
  return {
    ...listingView(listing),
    entry,
    policyWords: policyView(offers[0]),
    // Only entries whose signature verified are ever stored.
    proof: { verified: true, signer: listing.ownerId, at: harvestedAt },
  }
}

const named = (table: Readonly<Record<string, Words>>, code: string): Words =>
  table[code] ?? { zh: code, en: code }
