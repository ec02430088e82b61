import { z } from 'zod'
import { identifier } from '../linked-object.ts'
import { agreementSchema, messageOfferSchema } from '../odrl/policy-schemas.ts'
import { defineMessage, type MessageOf } from './message-codec.ts'
import { bothPids, callbackAddress, codeAndReason } from './pids.ts'

/** States of a negotiation, letter for letter (DSP 2025-1, 7.1). */
export const negotiationStates = [
  'REQUESTED',
  'OFFERED',
  'ACCEPTED',
  'AGREED',
  'VERIFIED',
  'FINALIZED',
  'TERMINATED',
] as const
export type NegotiationState = (typeof negotiationStates)[number]

/** Consumer to provider: the first request (with `callbackAddress`) or a counter-offer (with `providerPid`). */
export const contractRequestMessage = defineMessage(
  'ContractRequestMessage',
  {
    consumerPid: identifier,
    providerPid: identifier.optional(),
    callbackAddress: callbackAddress.optional(),
    offer: messageOfferSchema,
  },
  {
    test: (value) => (value.callbackAddress === undefined) !== (value.providerPid === undefined),
    message: 'exactly one of callbackAddress and providerPid is needed',
  },
)
export type ContractRequestMessage = MessageOf<typeof contractRequestMessage>

/** Provider to consumer: the first offer (with `callbackAddress`) or one in a running negotiation. */
export const contractOfferMessage = defineMessage(
  'ContractOfferMessage',
  {
    providerPid: identifier,
    consumerPid: identifier.optional(),
    callbackAddress: callbackAddress.optional(),
    offer: messageOfferSchema.refine((offer) => offer.target !== undefined, {
      message: 'an offer in a message names its target',
    }),
  },
  {
    test: (value) => (value.callbackAddress === undefined) !== (value.consumerPid === undefined),
    message: 'exactly one of callbackAddress and consumerPid is needed',
  },
)
export type ContractOfferMessage = MessageOf<typeof contractOfferMessage>

/** Provider to consumer: the agreement that both will have signed. */
export const contractAgreementMessage = defineMessage('ContractAgreementMessage', {
  ...bothPids,
  agreement: agreementSchema,
  /** Some providers repeat their address here, where it means nothing any more. */
  callbackAddress: callbackAddress.optional(),
})
export type ContractAgreementMessage = MessageOf<typeof contractAgreementMessage>

/** Consumer to provider: the agreement is what was asked for. */
export const contractAgreementVerificationMessage = defineMessage(
  'ContractAgreementVerificationMessage',
  bothPids,
)
export type ContractAgreementVerificationMessage = MessageOf<
  typeof contractAgreementVerificationMessage
>

/** ACCEPTED from the consumer, FINALIZED from the provider. */
export const contractNegotiationEventMessage = defineMessage('ContractNegotiationEventMessage', {
  ...bothPids,
  eventType: z.enum(['ACCEPTED', 'FINALIZED']),
})
export type ContractNegotiationEventMessage = MessageOf<typeof contractNegotiationEventMessage>

/** Either side: the negotiation ends without a contract. */
export const contractNegotiationTerminationMessage = defineMessage(
  'ContractNegotiationTerminationMessage',
  { ...bothPids, ...codeAndReason },
)
export type ContractNegotiationTerminationMessage = MessageOf<
  typeof contractNegotiationTerminationMessage
>

/** The process as both sides see it; the body of answers. */
export const contractNegotiation = defineMessage('ContractNegotiation', {
  ...bothPids,
  state: z.enum(negotiationStates),
})
export type ContractNegotiation = MessageOf<typeof contractNegotiation>

export const contractNegotiationError = defineMessage('ContractNegotiationError', {
  ...bothPids,
  ...codeAndReason,
})
export type ContractNegotiationError = MessageOf<typeof contractNegotiationError>
