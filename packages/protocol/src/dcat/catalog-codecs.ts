import type { DomainError, Result } from '@lianshu/kernel'
import { defineMessage, type MessageOf } from '../dsp/message-codec.ts'
import { identifier } from '../linked-object.ts'
import { parseInput } from '../parse-input.ts'
import { catalogShape, type Dataset, datasetSchema, datasetShape } from './catalog-schemas.ts'

/** The answer to a catalogue request: a catalogue with its context and whose it is (DSP 2025-1, 6.1.2). */
export const catalogMessage = defineMessage(
  'Catalog',
  { ...catalogShape, participantId: identifier },
  {
    test: (catalog) => !Object.hasOwn(catalog, 'hasPolicy'),
    message: 'a catalogue carries no hasPolicy',
  },
)
export type RootCatalog = MessageOf<typeof catalogMessage>

/** The answer to a dataset request: one dataset with its context (DSP 2025-1, 6.1.3). */
export const datasetMessage = defineMessage('Dataset', datasetShape)
export type DatasetMessage = MessageOf<typeof datasetMessage>

/** Reads a dataset that stands inside something else, e.g. a signed entry. */
export const parseDataset = (json: unknown): Result<Dataset, DomainError<'input.invalid'>> =>
  parseInput(datasetSchema, json, 'Dataset')
