import { catalogMessage, datasetMessage } from '../dcat/catalog-codecs.ts'
import * as catalog from './catalog-messages.ts'
import * as negotiation from './negotiation-messages.ts'
import * as transfer from './transfer-messages.ts'

/** Every message, process and error of the specification, for tests and generated documents. */
export const allMessages = [
  catalog.catalogRequestMessage,
  catalog.datasetRequestMessage,
  catalogMessage,
  datasetMessage,
  catalog.catalogError,
  negotiation.contractRequestMessage,
  negotiation.contractOfferMessage,
  negotiation.contractAgreementMessage,
  negotiation.contractAgreementVerificationMessage,
  negotiation.contractNegotiationEventMessage,
  negotiation.contractNegotiationTerminationMessage,
  negotiation.contractNegotiation,
  negotiation.contractNegotiationError,
  transfer.transferRequestMessage,
  transfer.transferStartMessage,
  transfer.transferCompletionMessage,
  transfer.transferSuspensionMessage,
  transfer.transferTerminationMessage,
  transfer.transferProcess,
  transfer.transferError,
] as const
