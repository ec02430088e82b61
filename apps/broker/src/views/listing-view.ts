import type { Listing, ListingRecord } from '@lianshu/catalog'
import type { Json } from '@lianshu/kernel'
import { explainPolicy, understandPolicy } from '@lianshu/policy'

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
  }
}

/** The same with the entry as its owner signed it, and its terms in words. */
export function listingDetail({ listing, entry, harvestedAt }: ListingRecord) {
  const offers = (entry as { readonly hasPolicy?: readonly Json[] }).hasPolicy ?? []
  const policy = understandPolicy(offers[0])
  const sentences = (locale: 'zh' | 'en') =>
    policy.ok
      ? explainPolicy(policy.value, locale).map(({ modality, ...rest }) => ({
          kind: modality,
          ...rest,
        }))
      : []
  return {
    ...listingView(listing),
    entry,
    policyWords: { zh: sentences('zh'), en: sentences('en') },
    // Only entries whose signature verified are ever stored.
    proof: { verified: true, signer: listing.ownerId, at: harvestedAt },
  }
}
