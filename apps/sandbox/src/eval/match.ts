import { evaluateMatch, type MatchEvaluation } from '@lianshu/catalog'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'
import { defineMeasurement } from '../measure/measurement.ts'
import { casesFolder, casesOption } from './cases-folder.ts'

/** From here on the answers are of use; with a broken hard constraint among them they are not. */
const bars = { ndcg10: 0.6, emptyCorrect: 1, violationRate5: 0 }

/** How well demands are answered, from their texts alone. */
export const match = defineMeasurement({
  name: 'match',
  about: `demands against a catalogue; passes with ndcg10 of ${bars.ndcg10}, no violation, nothing answered that has no answer`,
  options: z.object({ cases: casesOption('samples') }),
  async run({ say }, { cases }) {
    const folder = casesFolder(cases, ['catalog.json', 'demands.json'])
    const { metrics, perDemand } = await evaluate(folder)
    for (const { id, ndcg10, violations } of perDemand) {
      const breaking = violations.length > 0 ? `, breaks constraints: ${violations.join(', ')}` : ''
      say(`${id}  ndcg10 ${ndcg10.toFixed(3)}${breaking}`)
    }
    const { ndcg10, emptyCorrect, violationRate5 } = metrics
    return {
      pass:
        ndcg10 >= bars.ndcg10 &&
        emptyCorrect >= bars.emptyCorrect &&
        violationRate5 <= bars.violationRate5,
      metrics,
      backend: 'memory',
    }
  },
})

async function evaluate(folder: string): Promise<MatchEvaluation> {
  try {
    return await evaluateMatch(folder)
  } catch (error) {
    // The files are somebody's: not of the form is an answer, not a bug.
    const known = error instanceof SyntaxError || error instanceof z.ZodError
    if (!known) throw error
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error.message
    const message = `${folder} is not of the form of the samples: ${why.slice(0, 500)}`
    throw new DomainFailure(domainError('data.unreadable', message))
  }
}
