import {
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type Words,
} from '@lianshu/kernel'
import { termsOf, understandPolicy } from '@lianshu/policy'
import { fromLanguageTexts, parseDataset } from '@lianshu/protocol/dcat'
import { z } from 'zod'
import { publishedProfileSchema } from '../profile/published-profile.ts'
import type { Entry } from './build-entry.ts'
import { securityLevels } from './dataset.ts'
import { entryTerms } from './entry-terms.ts'
import type { Listing } from './listing.ts'

const word = z.string().min(1).max(200)
const literal = <T extends z.ZodType>(schema: T) =>
  z
    .object({ '@type': z.literal('@json'), '@value': schema as z.ZodType<z.output<T>> })
    .transform((node) => node['@value'] as z.output<T>)

const factsSchema = z.strictObject({
  samplingHz: z.number().positive().optional(),
  labelled: z.boolean().optional(),
  generatedShare: z.number().min(0).max(1).optional(),
  personalInformation: z.boolean().optional(),
  crossBorder: z.boolean().optional(),
  classes: z.array(word).max(200).optional(),
})

const propertiesSchema = z.object({
  [entryTerms.keyword]: z.array(word).max(50).default([]),
  [entryTerms.publisher]: z.object({ '@id': z.string() }),
  [entryTerms.modified]: z.iso.datetime(),
  [entryTerms.industry]: word,
  [entryTerms.task]: word,
  [entryTerms.modality]: z.array(word).min(1).max(10),
  [entryTerms.level]: z.enum(securityLevels),
  [entryTerms.region]: word.optional(),
  [entryTerms.simulated]: z.boolean().default(false),
  [entryTerms.release]: z.number().int().min(1),
  [entryTerms.size]: literal(z.strictObject({ count: z.number().nonnegative(), unit: word })),
  [entryTerms.facts]: literal(factsSchema),
  [entryTerms.profile]: literal(publishedProfileSchema).optional(),
})

/** Longest entry, as JSON text, that a catalogue takes over. */
const maximumEntryLength = 512_000

/**
 * Reads a verified entry as a listing. Entries of other systems miss our properties and are refused.
 * Errors: `input.invalid` (with the property), `input.too-large`, `policy.*` when an offer is not
 * understood, `auth.forbidden` for core data, which may not be offered.
 */
export function readEntry(
  entry: Entry,
  owner: { readonly did: Did; readonly name: Words },
): Result<Listing, DomainError> {
  if (JSON.stringify(entry).length > maximumEntryLength) {
    return err(domainError('input.too-large', 'the entry is longer than half a megabyte'))
  }
  const dataset = parseDataset(entry)
  if (!dataset.ok) return dataset
  const parsed = propertiesSchema.safeParse(entry)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const at = issue?.path.map(String).join('.') ?? ''
    return err(domainError('input.invalid', `the entry's ${at}: ${issue?.message}`, { at }))
  }
  const properties = parsed.data
  if (properties[entryTerms.publisher]['@id'] !== owner.did) {
    return err(domainError('auth.invalid', 'the entry names another publisher than its owner'))
  }
  if (properties[entryTerms.level] === 'core') {
    return err(domainError('auth.forbidden', 'core data is never offered'))
  }
  const title = words(entry[entryTerms.title])
  if (title === undefined) return err(domainError('input.invalid', 'the entry has no title'))
  const policy = understandPolicy(dataset.value.hasPolicy[0])
  if (!policy.ok) return policy
  const terms = termsOf(policy.value)
  if (!terms.ok) return terms
  const profile = properties[entryTerms.profile]
  const region = properties[entryTerms.region]
  return ok({
    id: dataset.value['@id'],
    ownerId: owner.did,
    ownerName: owner.name,
    title,
    description: words(entry[entryTerms.description]) ?? title,
    keywords: properties[entryTerms.keyword],
    industry: properties[entryTerms.industry],
    scenario: words(entry[entryTerms.scenario]) ?? { zh: '', en: '' },
    task: properties[entryTerms.task],
    modality: properties[entryTerms.modality],
    level: properties[entryTerms.level],
    ...(region && { region }),
    size: properties[entryTerms.size],
    terms: terms.value,
    facts: properties[entryTerms.facts],
    ...(profile && { profile }),
    release: properties[entryTerms.release],
    simulated: properties[entryTerms.simulated],
    updatedAt: properties[entryTerms.modified],
  })
}

/** Both languages, each standing in for the other when one is missing; undefined when both are. */
function words(value: unknown): Words | undefined {
  const texts = fromLanguageTexts(value)
  const zh = texts.zh ?? texts['zh-CN'] ?? texts.en ?? texts.und
  const en = texts.en ?? texts.und ?? zh
  return zh && en ? { zh: zh.slice(0, 10_000), en: en.slice(0, 10_000) } : undefined
}
