import type { Json } from '@lianshu/kernel'
import { federatedTrainingFormat, toLanguageTexts } from '@lianshu/protocol/dcat'
import type { Dataset } from './dataset.ts'
import { entryTerms } from './entry-terms.ts'

/** A DCAT dataset in the compact form of the Dataspace Protocol's context; other properties under IRIs. */
export type Entry = { readonly [key: string]: Json | undefined }

/** JSON that is no linked data of its own, as JSON-LD 1.1 carries it (4.2.2, JSON literals). */
export const jsonLiteral = (value: unknown): Json => ({ '@type': '@json', '@value': value as Json })

/**
 * The unsigned catalogue entry of a dataset: what is published and nothing else, by naming every
 * property here. `endpointUrl` is the base of the owner's Dataspace Protocol service.
 */
export function buildEntry(dataset: Dataset, endpointUrl: string): Entry {
  return {
    '@id': dataset.id,
    '@type': 'Dataset',
    hasPolicy: [dataset.offer],
    distribution: [
      {
        '@type': 'Distribution',
        format: federatedTrainingFormat,
        accessService: {
          '@id': `${endpointUrl}#service`,
          '@type': 'DataService',
          endpointURL: endpointUrl,
        },
      },
    ],
    [entryTerms.title]: texts(dataset.title),
    [entryTerms.description]: texts(dataset.description),
    [entryTerms.keyword]: [...dataset.keywords],
    [entryTerms.publisher]: { '@id': dataset.participantId },
    [entryTerms.modified]: dataset.updatedAt,
    [entryTerms.industry]: dataset.industry,
    [entryTerms.scenario]: texts(dataset.scenario),
    [entryTerms.task]: dataset.task,
    [entryTerms.modality]: [dataset.modality],
    [entryTerms.level]: dataset.level,
    ...(dataset.region && { [entryTerms.region]: dataset.region }),
    [entryTerms.simulated]: dataset.simulated,
    [entryTerms.release]: dataset.release,
    [entryTerms.size]: jsonLiteral({ count: dataset.published.rows, unit: 'rows' }),
    [entryTerms.facts]: jsonLiteral({
      labelled: dataset.published.targets.length > 0,
      ...(dataset.simulated && { generatedShare: 1 }),
    }),
    [entryTerms.profile]: jsonLiteral(dataset.published),
  }
}

const texts = (words: Readonly<Record<string, string>>): Json =>
  toLanguageTexts(words).map((text) => ({ ...text }))
