import { type DomainError, domainError, err, type Result } from '@lianshu/kernel'
import { parseInput } from '../parse-input.ts'
import {
  type Agreement,
  agreementSchema,
  type MessageOffer,
  messageOfferSchema,
  type Offer,
  offerSchema,
  type PolicySet,
  policySetSchema,
} from './policy-schemas.ts'

type Parsed<T> = Result<T, DomainError<'input.invalid'>>

/** Reads an offer of a catalogue, ODRL 2.2 as the Dataspace Protocol 2025-1 restricts it; no target allowed. */
export const parseOffer = (json: unknown): Parsed<Offer> => parseInput(offerSchema, json, 'Offer')

/** Reads an offer of a message, with its target. */
export const parseMessageOffer = (json: unknown): Parsed<MessageOffer> =>
  parseInput(messageOfferSchema, json, 'Offer')

export const parseAgreement = (json: unknown): Parsed<Agreement> =>
  parseInput(agreementSchema, json, 'Agreement')

export type AnyPolicy = MessageOffer | Agreement | PolicySet

/** Reads whichever policy class the `@type` names. */
export function parsePolicy(json: unknown): Parsed<AnyPolicy> {
  const type = (json as { '@type'?: unknown } | null)?.['@type']
  if (type === 'Offer') return parseMessageOffer(json)
  if (type === 'Agreement') return parseAgreement(json)
  if (type === 'Set') return parseInput(policySetSchema, json, 'Set')
  return err(
    domainError('input.invalid', 'a policy needs @type Offer, Agreement or Set', { at: '$.@type' }),
  )
}
