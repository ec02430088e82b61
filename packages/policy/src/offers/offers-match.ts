import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { NotUnderstood } from '../understand/not-understood.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { termsText, understoodText } from './terms-text.ts'

/** The two between whom an offer is to hold. */
export interface OfferParties {
  readonly assigner: string
  readonly assignee: string
}

/**
 * The party that an offer names but that is not the one at hand. An offer that names nobody is open to
 * the two who speak; one that names another says who may have it, and that is not them (ODRL 2.2, 2.3).
 */
export function foreignParty(
  offer: unknown,
  parties: OfferParties,
): keyof OfferParties | undefined {
  const named = offer as { readonly assigner?: unknown; readonly assignee?: unknown }
  return (['assigner', 'assignee'] as const).find(
    (role) => named[role] !== undefined && named[role] !== parties[role],
  )
}

/**
 * The provider's automatic decision: is the requested offer one of the listed ones, by id, profile and
 * every rule, and is it meant for these parties? The target is left to the caller, who knows the dataset
 * under which the offers are listed. `policy.not-understood` when the request cannot be read,
 * `policy.denied` when it asks for other terms or, `at` the role, names another party.
 */
export function offersMatch(
  requested: unknown,
  listed: readonly unknown[],
  parties: OfferParties,
): Result<string, NotUnderstood | DomainError<'policy.denied'>> {
  const request = understandPolicy(requested)
  if (!request.ok) return request
  const foreign = foreignParty(requested, parties)
  if (foreign) {
    const message = `the ${foreign} of the requested offer is not a party of this negotiation: leave it out`
    return err(domainError('policy.denied', message, { at: foreign }))
  }
  const { id } = request.value
  const text = understoodText({ ...request.value, target: undefined })
  const match = listed.find(
    (offer) =>
      (offer as { '@id'?: unknown })['@id'] === id &&
      termsText(withoutTarget(offer)) === text &&
      foreignParty(offer, parties) === undefined,
  )
  if (match) return ok(id)
  return err(domainError('policy.denied', 'the requested terms are not those of a listed offer'))
}

function withoutTarget(policy: unknown): unknown {
  const { target: _target, ...rest } = policy as Record<string, unknown>
  return rest
}
