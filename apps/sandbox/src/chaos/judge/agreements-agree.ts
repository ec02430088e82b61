import type { StoredAgreement } from '@lianshu/exchange'
import { canonicalJson } from '@lianshu/kernel'
import type { Rule, SideSnapshot, Violation } from './snapshot.ts'

/**
 * An agreement in use stands on both sides, letter for letter, with both signatures; what stands on one side
 * alone is the ended draft of a provider. One per negotiation, in use exactly when that is FINALIZED.
 */
export const agreementsAgree: Rule = ({ consumer, provider }) => [
  ...bothWays(consumer, provider),
  ...bothWays(provider, consumer),
  ...[consumer, provider].flatMap(perNegotiation),
]

function bothWays(here: SideSnapshot, there: SideSnapshot): Violation[] {
  return here.agreements.flatMap((agreement): Violation[] => {
    const { id, side, state, negotiationId: pid } = agreement
    const other = there.agreements.find((candidate) => candidate.id === id)
    const at = `${id} of the ${side}, ${state}`
    if (!other) {
      const isDraft = side === 'provider' && state === 'ENDED'
      return isDraft ? [] : [{ rule: 'agreement on both sides', pid, text: `${at}: only there` }]
    }
    if (other.state !== state) {
      const text = `${at}, on the other side ${other.state}`
      return [{ rule: 'agreement in one state', pid, text }]
    }
    if (signedPart(agreement) === signedPart(other)) return []
    return [{ rule: 'agreement letter for letter', pid, text: `${at}: the copies differ` }]
  })
}

/** The provider keeps the consumer's signature only if it lived to see it. */
const signedPart = ({ policy, policyHash, state, ...signed }: StoredAgreement) =>
  canonicalJson({
    ...{ policy, policyHash, providerSignature: signed.providerSignature },
    ...(state === 'FINALIZED' && { consumerSignature: signed.consumerSignature }),
  })

function perNegotiation(side: SideSnapshot): Violation[] {
  return side.negotiations.flatMap(({ id, state, side: role }): Violation[] => {
    const own = side.agreements.filter(({ negotiationId }) => negotiationId === id)
    const at = `negotiation of the ${role} at ${state}`
    if (own.length > 1) {
      const text = `${at}: ${own.length} agreements`
      return [{ rule: 'one agreement', pid: id, text }]
    }
    const inUse = own[0]?.state === 'FINALIZED'
    if (inUse === (state === 'FINALIZED')) return []
    const text = `${at}: its agreement is ${own[0]?.state ?? 'missing'}`
    return [{ rule: 'agreement follows negotiation', pid: id, text }]
  })
}
