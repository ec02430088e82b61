import { z } from 'zod'
import { identifier } from '../linked-object.ts'
import { defineMessage, type MessageOf } from './message-codec.ts'
import { codeAndReason } from './pids.ts'

/** Asks for the catalogue that the caller may see. A filter that is not empty is not supported: answer 400. */
export const catalogRequestMessage = defineMessage('CatalogRequestMessage', {
  filter: z.array(z.unknown()).max(100).optional(),
})
export type CatalogRequestMessage = MessageOf<typeof catalogRequestMessage>

export const datasetRequestMessage = defineMessage('DatasetRequestMessage', { dataset: identifier })
export type DatasetRequestMessage = MessageOf<typeof datasetRequestMessage>

export const catalogError = defineMessage('CatalogError', codeAndReason)
export type CatalogError = MessageOf<typeof catalogError>
