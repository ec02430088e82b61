import type { Locale } from '@lianshu/kernel'
import { loadSegmenter } from '../match/segment.ts'
import { splitClauses } from './clauses.ts'
import type { DemandReading } from './demand.ts'
import { readConstraints } from './read-constraints.ts'
import { readTopic } from './read-topic.ts'

/** Longest demand that is read, in characters; the rest is left out. */
export const maximumDemandLength = 4000

/**
 * Reads a demand in free Chinese or English: the topic, and what it requires, each requirement with the
 * words that led to it. Rules, no model: the same text always reads the same.
 */
export async function readDemand(
  text: string,
  options: { readonly locale?: Locale } = {},
): Promise<DemandReading> {
  const read = text.slice(0, maximumDemandLength)
  const clauses = splitClauses(read)
  const constraints = readConstraints(read, clauses)
  return {
    text: read,
    locale: options.locale ?? (/\p{Script=Han}/u.test(read) ? 'zh' : 'en'),
    topic: readTopic(clauses, constraints, await loadSegmenter()),
    constraints,
  }
}
