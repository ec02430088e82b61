import type { Segmenter } from '../match/segment.ts'
import type { Clause } from './clauses.ts'
import type { DemandConstraints, TopicTerm } from './demand.ts'
import { glossary } from './glossary.ts'

/** What a translation or another name of a word counts, against the word itself. */
const synonymWeight = 0.7
/** Words of a wish count less than words of a need. */
const wishWeight = 0.5
/** What is asked for by constraint words says little about the topic. */
const constraintKeys = [
  'uses',
  'deliveries',
  'minimumCount',
  'minimumSamplingHz',
  'maximumLevel',
  'region',
  'crossBorder',
  'noGeneratedData',
  'noPersonalInformation',
] as const

/**
 * What a demand is about: its words without those that were read as conditions, and for each known
 * thing the words that others use for it, in both languages. Strongest first, then by word.
 */
export function readTopic(
  clauses: readonly Clause[],
  constraints: DemandConstraints,
  segmenter: Segmenter,
): TopicTerm[] {
  const spent = constraintKeys.flatMap((key) => constraints[key]?.words ?? [])
  const terms = new Map<string, TopicTerm>()
  const add = (word: string, weight: number, from: string) => {
    const known = terms.get(word)
    if (known === undefined || known.weight < weight) terms.set(word, { word, weight, from })
  }
  for (const { text, wish } of clauses) {
    const plain = without(text, spent)
    const weight = wish ? wishWeight : 1
    for (const word of segmenter.words(plain)) {
      // Single Chinese characters and bare numbers hit everywhere.
      const weak = /^\p{Script=Han}$/u.test(word) || /^\d+$/.test(word)
      if (!weak) add(word, weight, word)
    }
    for (const { said, others } of meant(plain)) {
      for (const word of segmenter.words(others.join(' \n '))) {
        if (!/^\p{Script=Han}$/u.test(word)) add(word, weight * synonymWeight, said)
      }
    }
  }
  return [...terms.values()].sort(
    (left, right) => right.weight - left.weight || (left.word < right.word ? -1 : 1),
  )
}

const without = (text: string, spent: readonly string[]) =>
  spent.reduce((rest, words) => rest.replaceAll(words, ' '), text)

/** The glossary's things that a text speaks of, and what else they are called. */
function meant(text: string): { said: string; others: readonly string[] }[] {
  const lower = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  return glossary.flatMap(({ zh, en }) => {
    const said =
      zh.find((word) => text.includes(word)) ??
      en.find((word) => lower.includes(` ${word} `) || lower.includes(` ${word}s `))
    return said ? [{ said, others: [...zh, ...en].filter((word) => word !== said) }] : []
  })
}
