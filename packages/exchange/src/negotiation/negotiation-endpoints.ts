import {
  contractAgreementMessage,
  contractAgreementVerificationMessage,
  contractNegotiationEventMessage,
  contractNegotiationTerminationMessage,
  contractOfferMessage,
  contractRequestMessage,
} from '@lianshu/protocol/dsp'
import { type DspEndpoint, endpointsOf } from '../dsp/endpoint.ts'
import { getNegotiation } from './get-negotiation.ts'
import type { NegotiationDeps } from './negotiation-step.ts'
import { receiveAgreement } from './receive-agreement.ts'
import { receiveContractRequest, receiveCounterRequest } from './receive-contract-request.ts'
import { receiveEvent } from './receive-event.ts'
import { receiveFirstOffer, receiveOffer } from './receive-offer.ts'
import { receiveNegotiationTermination } from './receive-termination.ts'
import { receiveVerification } from './receive-verification.ts'

/** Every endpoint of negotiations, both roles, below a participant's base (DSP 2025-1, 7.3 and 7.4). */
export function negotiationEndpoints(
  deps: Omit<NegotiationDeps, 'decideTurn' | 'offers' | 'remindAt' | 'callbackAddress'>,
): readonly DspEndpoint[] {
  const { get, post } = endpointsOf('negotiation')
  return [
    get('/negotiations/:pid', (request) => getNegotiation(deps, request)),
    post('/negotiations/request', contractRequestMessage, (request) =>
      receiveContractRequest(deps, request),
    ),
    post('/negotiations/offers', contractOfferMessage, (request) =>
      receiveFirstOffer(deps, request),
    ),
    post('/negotiations/:pid/request', contractRequestMessage, (request) =>
      receiveCounterRequest(deps, request),
    ),
    post('/negotiations/:pid/offers', contractOfferMessage, (request) =>
      receiveOffer(deps, request),
    ),
    post('/negotiations/:pid/agreement', contractAgreementMessage, (request) =>
      receiveAgreement(deps, request),
    ),
    post(
      '/negotiations/:pid/agreement/verification',
      contractAgreementVerificationMessage,
      (request) => receiveVerification(deps, request),
    ),
    post('/negotiations/:pid/events', contractNegotiationEventMessage, (request) =>
      receiveEvent(deps, request),
    ),
    post('/negotiations/:pid/termination', contractNegotiationTerminationMessage, (request) =>
      receiveNegotiationTermination(deps, request),
    ),
  ]
}
