import type { Words } from '@lianshu/kernel'
import { type Terms, termsOf, understandPolicy } from '@lianshu/policy'
import type { Dataset } from '../listing/dataset.ts'
import { entryTerms } from '../listing/entry-terms.ts'

/** Values that a filter can compare with; `instant` is ISO 8601 with a time zone. */
export type FilterKind = 'word' | 'number' | 'instant'

/** A published property of an entry that a catalogue request may filter by. */
export interface FilterProperty {
  readonly name: string
  /** The property in the entry that holds the value, by which it may be named as well. */
  readonly iri: string
  readonly kind: FilterKind
  readonly label: Words
  /** What the filter compares with, worked out when the dataset is published. */
  readonly values: (facts: PublishedFacts) => readonly string[]
}

/** What is read from a dataset for its filter values: nothing that its entry does not say. */
export interface PublishedFacts {
  readonly dataset: Dataset
  /** Absent when the offer cannot be told in plain terms. */
  readonly terms?: Terms
}

const maybe = (value: string | undefined) => (value === undefined ? [] : [value])
const hasPolicy = 'http://www.w3.org/ns/odrl/2/hasPolicy'

/** Every property that a filter knows; the generated page tells them to other makes. */
export const filterProperties: readonly FilterProperty[] = [
  {
    ...{
      name: 'id',
      iri: '@id',
      kind: 'word',
      label: { zh: '数据集标识', en: 'id of the dataset' },
    },
    values: ({ dataset }) => [dataset.id],
  },
  {
    ...{ name: 'keyword', iri: entryTerms.keyword, kind: 'word' },
    label: { zh: '关键词', en: 'a keyword' },
    values: ({ dataset }) => dataset.keywords,
  },
  {
    ...{ name: 'industry', iri: entryTerms.industry, kind: 'word' },
    label: { zh: '行业代码', en: 'code of the industry' },
    values: ({ dataset }) => [dataset.industry],
  },
  {
    ...{ name: 'task', iri: entryTerms.task, kind: 'word' },
    label: { zh: '任务', en: 'what a model would do' },
    values: ({ dataset }) => [dataset.task],
  },
  {
    ...{ name: 'modality', iri: entryTerms.modality, kind: 'word' },
    label: { zh: '数据形态', en: 'kind of data' },
    values: ({ dataset }) => [dataset.modality],
  },
  {
    ...{ name: 'level', iri: entryTerms.level, kind: 'word' },
    label: { zh: '数据分级', en: 'security level' },
    values: ({ dataset }) => [dataset.level],
  },
  {
    ...{ name: 'region', iri: entryTerms.region, kind: 'word' },
    label: { zh: '数据所在地区', en: 'region where the data lies, ISO 3166-2' },
    values: ({ dataset }) => maybe(dataset.region),
  },
  {
    ...{ name: 'simulated', iri: entryTerms.simulated, kind: 'word' },
    label: { zh: '是否模拟数据', en: 'whether a simulation made the rows: true or false' },
    values: ({ dataset }) => [String(dataset.simulated)],
  },
  {
    ...{ name: 'use', iri: hasPolicy, kind: 'word' },
    label: { zh: '允许的用途', en: 'a use that the offer permits' },
    values: ({ terms }) => terms?.uses ?? [],
  },
  {
    ...{ name: 'rows', iri: entryTerms.size, kind: 'number' },
    label: { zh: '行数', en: 'number of rows' },
    values: ({ dataset }) => [String(dataset.published.rows)],
  },
  {
    ...{ name: 'modified', iri: entryTerms.modified, kind: 'instant' },
    label: { zh: '发布时间', en: 'when the current release was published' },
    values: ({ dataset }) => [dataset.updatedAt],
  },
]

/** Operators by kind, as Eclipse EDC writes them in its query criteria. */
export const filterOperators = {
  word: ['=', '!=', 'in'],
  number: ['=', '<', '<=', '>', '>='],
  instant: ['=', '<', '<=', '>', '>='],
} as const satisfies Readonly<Record<FilterKind, readonly string[]>>
export type FilterOperator = (typeof filterOperators)[FilterKind][number]

/** The filter values of a dataset, by property. */
export function filterValues(dataset: Dataset): Readonly<Record<string, readonly string[]>> {
  const policy = understandPolicy(dataset.offer)
  const terms = policy.ok ? termsOf(policy.value) : policy
  const facts = { dataset, ...(terms.ok && { terms: terms.value }) }
  return Object.fromEntries(filterProperties.map(({ name, values }) => [name, values(facts)]))
}
