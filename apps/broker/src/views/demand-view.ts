import type { AnsweredListing, DemandRecord } from '@lianshu/catalog'

/** A demand as everybody may see it: the question and the answer, not who asked. */
export function demandView({ id, text, at, ranked, excluded, nearest }: DemandRecord) {
  return {
    ...{ id, text, at },
    ranked: ranked.map((hit) => ({ ...listed(hit), score: hit.score })),
    excluded: excluded.map(listed),
    ...(nearest && { nearest: listed(nearest) }),
  }
}

const listed = ({ listingId, ownerId, title, reasons }: AnsweredListing) => ({
  ...{ listingId, ownerDid: ownerId, title },
  reasons: reasons.map(({ words }) => words),
})
