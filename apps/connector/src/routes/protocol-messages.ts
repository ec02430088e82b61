import { catalogMessage, datasetMessage } from '@lianshu/protocol/dcat'
import * as dsp from '@lianshu/protocol/dsp'
import type { z } from 'zod'

/** What travels at one endpoint; the codecs read and write it, the document shows it. */
export interface EndpointMessages {
  readonly id: string
  readonly message?: { readonly type: string; readonly schema: z.ZodType }
  readonly answer: { readonly type: string; readonly schema: z.ZodType }
  readonly error: { readonly schema: z.ZodType }
  /** 201 for messages that begin a process. */
  readonly status?: 201
}

const catalog = { error: dsp.catalogError }
const negotiation = { answer: dsp.contractNegotiation, error: dsp.contractNegotiationError }
const transfer = { answer: dsp.transferProcess, error: dsp.transferError }

/** The endpoints of DSP 2025-1 (HTTPS binding, chapters 6 to 8) and their messages. */
export const protocolMessages: Readonly<Record<string, EndpointMessages>> = {
  'POST /catalog/request': {
    ...{ ...catalog, id: 'requestCatalog' },
    ...{ message: dsp.catalogRequestMessage, answer: catalogMessage },
  },
  'GET /catalog/datasets/:id': { ...catalog, id: 'getCatalogDataset', answer: datasetMessage },

  'GET /negotiations/:pid': { ...negotiation, id: 'getNegotiation' },
  'POST /negotiations/request': {
    ...{ ...negotiation, id: 'requestContract', status: 201 },
    message: dsp.contractRequestMessage,
  },
  'POST /negotiations/offers': {
    ...{ ...negotiation, id: 'offerContract', status: 201 },
    message: dsp.contractOfferMessage,
  },
  'POST /negotiations/:pid/request': {
    ...{ ...negotiation, id: 'counterRequest', message: dsp.contractRequestMessage },
  },
  'POST /negotiations/:pid/offers': {
    ...{ ...negotiation, id: 'counterOffer', message: dsp.contractOfferMessage },
  },
  'POST /negotiations/:pid/agreement': {
    ...{ ...negotiation, id: 'agree', message: dsp.contractAgreementMessage },
  },
  'POST /negotiations/:pid/agreement/verification': {
    ...{ ...negotiation, id: 'verifyAgreement' },
    message: dsp.contractAgreementVerificationMessage,
  },
  'POST /negotiations/:pid/events': {
    ...{ ...negotiation, id: 'tellEvent', message: dsp.contractNegotiationEventMessage },
  },
  'POST /negotiations/:pid/termination': {
    ...{ ...negotiation, id: 'terminateNegotiation' },
    message: dsp.contractNegotiationTerminationMessage,
  },

  'GET /transfers/:pid': { ...transfer, id: 'getTransfer' },
  'POST /transfers/request': {
    ...{ ...transfer, id: 'requestTransfer', status: 201, message: dsp.transferRequestMessage },
  },
  'POST /transfers/:pid/start': {
    ...{ ...transfer, id: 'startTransfer', message: dsp.transferStartMessage },
  },
  'POST /transfers/:pid/completion': {
    ...{ ...transfer, id: 'completeTransfer', message: dsp.transferCompletionMessage },
  },
  'POST /transfers/:pid/suspension': {
    ...{ ...transfer, id: 'suspendTransfer', message: dsp.transferSuspensionMessage },
  },
  'POST /transfers/:pid/termination': {
    ...{ ...transfer, id: 'terminateTransfer', message: dsp.transferTerminationMessage },
  },
}
