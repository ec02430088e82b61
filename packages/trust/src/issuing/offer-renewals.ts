import { type Clock, type Did, type Json, mintUrn, type Random } from '@lianshu/kernel'
import { type CredentialOfferMessage, dcpContext } from '@lianshu/protocol/dcp'
import type { IssuableCredential } from './issuable-credential.ts'
import type { IssuedCredential } from './issued-credential.ts'
import { describeCredential, type SchemaUrl } from './issuer-metadata.ts'
import type { IssuancePolicy, IssuingTransactor } from './ports.ts'

export interface OfferRenewalsDeps {
  readonly issuer: Did
  readonly issuing: IssuingTransactor
  readonly policy: IssuancePolicy
  readonly given: readonly IssuableCredential[]
  readonly schemaUrl: SchemaUrl
  readonly clock: Clock
  readonly random: Random
  /** How long before its end a credential is offered anew. */
  readonly renewDays: number
}

/** `kind` of an offer in the outbox. */
export const offerKind = 'credential-offer'

const dayMs = 86_400_000
/** Credentials looked at in one transaction. */
const batch = 200

/**
 * Offers holders the credentials of theirs that end soon (DCP 1.0 section 6.6, reason `reissue`), and those
 * whose delivery was given up, once a day until they ask for them. Who would be given none now is offered none. Answers with how many offers went out.
 */
export async function offerRenewals(deps: OfferRenewalsDeps): Promise<number> {
  const { issuer, clock } = deps
  const now = clock.now().getTime()
  const query = {
    before: new Date(now + deps.renewDays * dayMs),
    ...{ toldBefore: new Date(now - dayMs), limit: batch },
  }
  return deps.issuing.run(async (stores) => {
    const due = await stores.issued.toRenew(issuer, query)
    let offers = 0
    for (const [holder, credentials] of Map.groupBy(due, (credential) => credential.holder)) {
      for (const { id } of credentials) await stores.issued.told(issuer, id, clock.now())
      const decision = await deps.policy(stores, { issuer, holder })
      const message = decision.kind === 'issue' ? offerOf(deps, credentials) : undefined
      if (!message) continue
      const id = mintUrn(deps.random)
      await stores.outbox.add({
        ...{ id, participantId: issuer, counterpartyId: holder, to: holder, processId: id },
        ...{ kind: offerKind, body: message as unknown as Json },
      })
      offers++
    }
    return offers
  })
}

function offerOf(
  { issuer, given, schemaUrl }: OfferRenewalsDeps,
  due: readonly IssuedCredential[],
): CredentialOfferMessage | undefined {
  const ids = new Set(due.map(({ objectId }) => objectId))
  // What is no longer given at all is not offered either.
  const offered = given.filter(({ id }) => ids.has(id))
  if (offered.length === 0) return undefined
  const credentials = offered.map((one) => describeCredential(one, schemaUrl, 'reissue'))
  return { '@context': [dcpContext], type: 'CredentialOfferMessage', issuer, credentials }
}
