import { z } from 'zod'
import { identifier, linkedObject } from '../linked-object.ts'
import { defineMessage, type MessageOf } from './message-codec.ts'
import { bothPids, callbackAddress, codeAndReason } from './pids.ts'

/** States of a transfer, letter for letter (DSP 2025-1, 8.1). */
export const transferStates = [
  'REQUESTED',
  'STARTED',
  'SUSPENDED',
  'COMPLETED',
  'TERMINATED',
] as const
export type TransferState = (typeof transferStates)[number]

const endpointProperty = linkedObject({
  '@type': z.literal('EndpointProperty'),
  name: z.string().min(1).max(500),
  value: z.string().max(20_000),
})
export type EndpointProperty = z.output<typeof endpointProperty>

/** Where data is fetched from or pushed to; for training, where the run is coordinated. */
export const dataAddressSchema = linkedObject({
  '@type': z.literal('DataAddress'),
  endpointType: z.string().min(1).max(500),
  endpoint: z.string().max(2048).optional(),
  endpointProperties: z.array(endpointProperty).min(1).max(100).optional(),
}).meta({ id: 'DataAddress' })
export type DataAddress = z.output<typeof dataAddressSchema>

/** Consumer to provider: start a transfer under an agreement. `dataAddress` only for formats that push. */
export const transferRequestMessage = defineMessage('TransferRequestMessage', {
  consumerPid: identifier,
  agreementId: identifier,
  format: z.string().min(1).max(500),
  callbackAddress,
  dataAddress: dataAddressSchema.optional(),
})
export type TransferRequestMessage = MessageOf<typeof transferRequestMessage>

export const transferStartMessage = defineMessage('TransferStartMessage', {
  ...bothPids,
  dataAddress: dataAddressSchema.optional(),
})
export type TransferStartMessage = MessageOf<typeof transferStartMessage>

export const transferCompletionMessage = defineMessage('TransferCompletionMessage', bothPids)
export type TransferCompletionMessage = MessageOf<typeof transferCompletionMessage>

export const transferSuspensionMessage = defineMessage('TransferSuspensionMessage', {
  ...bothPids,
  ...codeAndReason,
})
export type TransferSuspensionMessage = MessageOf<typeof transferSuspensionMessage>

export const transferTerminationMessage = defineMessage('TransferTerminationMessage', {
  ...bothPids,
  ...codeAndReason,
})
export type TransferTerminationMessage = MessageOf<typeof transferTerminationMessage>

/** The process as both sides see it; the body of answers. */
export const transferProcess = defineMessage('TransferProcess', {
  ...bothPids,
  state: z.enum(transferStates),
})
export type TransferProcess = MessageOf<typeof transferProcess>

export const transferError = defineMessage('TransferError', { ...bothPids, ...codeAndReason })
export type TransferError = MessageOf<typeof transferError>
