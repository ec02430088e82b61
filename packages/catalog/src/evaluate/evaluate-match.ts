import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asId, type Clock, type Did } from '@lianshu/kernel'
import { z } from 'zod'
import { readDemand } from '../demand/read-demand.ts'
import { indexListing } from '../match/index-listing.ts'
import { matchDemand } from '../match/match-demand.ts'
import { memoryIndex } from '../match/memory-index.ts'
import { countSame, goldConstraintsSchema } from './constraint-accuracy.ts'
import { ndcg, recall } from './ranking-metrics.ts'
import { sampleCatalogSchema, sampleListings } from './sample-catalog.ts'

const demandsSchema = z.object({
  demands: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      goldConstraints: goldConstraintsSchema.default({}),
      judgments: z.array(
        z.object({
          dataset: z.string(),
          grade: z.number(),
          violates: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
})

export interface MatchEvaluation {
  readonly metrics: {
    readonly demands: number
    readonly ndcg10: number
    /** Of grade 2 and above. */
    readonly recall5: number
    /** Share of demands with a listing in the first five that breaks a hard constraint. */
    readonly violationRate5: number
    /** Share of the demands without any answer that got none. */
    readonly emptyCorrect: number
    /** Share of the constraints, intended or read, that were read as intended. */
    readonly constraintAccuracy: number
  }
  readonly perDemand: readonly {
    readonly id: string
    readonly ndcg10: number
    readonly ranked: readonly string[]
    readonly violations: readonly string[]
  }[]
}

/**
 * Scores matching on a folder with `catalog.json` and `demands.json`, from the demands' texts alone.
 * Demands without any relevant listing count in `emptyCorrect` only. Throws when a file is not readable
 * or not of that form.
 */
export async function evaluateMatch(folder: string): Promise<MatchEvaluation> {
  const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'))
  const catalog = sampleCatalogSchema.parse(await read('catalog.json'))
  const { demands } = demandsSchema.parse(await read('demands.json'))
  const index = memoryIndex()
  const brokerId = asId<Did>('did:web:sample.invalid')
  for (const listing of sampleListings(catalog)) {
    await index.put(brokerId, await indexListing(listing))
  }
  const clock: Clock = { now: () => new Date('2026-06-01T00:00:00Z') }
  const scored = []
  for (const { id, text, judgments, goldConstraints } of demands) {
    const reading = await readDemand(text)
    const match = await matchDemand({ index, clock }, { brokerId, reading })
    const ranked = match.ranked.map(({ listing }) => listing.id)
    const grades = new Map(judgments.map(({ dataset, grade }) => [dataset, grade]))
    const breaking = new Set(
      judgments.filter(({ violates }) => violates.length > 0).map(({ dataset }) => dataset),
    )
    scored.push({
      id,
      ranked,
      constraints: countSame(goldConstraints, reading.constraints),
      answerable: [...grades.values()].some((grade) => grade > 0),
      ndcg10: ndcg(ranked, grades, 10),
      recall5: recall(ranked, grades, 5, 2),
      violations: ranked.slice(0, 5).filter((listing) => breaking.has(listing)),
    })
  }
  const answerable = scored.filter((demand) => demand.answerable)
  const unanswerable = scored.filter((demand) => !demand.answerable)
  return {
    metrics: {
      demands: scored.length,
      ndcg10: mean(answerable.map((demand) => demand.ndcg10)),
      recall5: mean(scored.map((demand) => demand.recall5).filter((share) => share !== undefined)),
      violationRate5: mean(scored.map(({ violations }) => (violations.length > 0 ? 1 : 0))),
      emptyCorrect: mean(unanswerable.map(({ ranked }) => (ranked.length === 0 ? 1 : 0))),
      constraintAccuracy:
        sum(scored.map(({ constraints }) => constraints.same)) /
        Math.max(1, sum(scored.map(({ constraints }) => constraints.all))),
    },
    perDemand: scored.map(({ id, ndcg10, ranked, violations }) => ({
      id,
      ndcg10,
      ranked,
      violations,
    })),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0)
const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : sum(numbers) / numbers.length
