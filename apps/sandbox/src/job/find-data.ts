import type { Words } from '@lianshu/kernel'
import { type Job, pathOf, trainerName, trainerOf } from './job.ts'

export interface Listed {
  readonly listingId: string
  readonly ownerDid: string
  readonly title: Words
  readonly reasons: readonly Words[]
}

export interface Answer {
  readonly id: string
  readonly text: string
  readonly ranked: readonly (Listed & { readonly score: number })[]
  readonly excluded: readonly Listed[]
}

/** The operator harvests the members' catalogues by the Dataspace Protocol. */
export async function harvest({ space, progress }: Job): Promise<void> {
  const { harvested, failed } = await space.broker.api.post<{ harvested: number; failed: number }>(
    '/operate/harvest',
  )
  progress.note(
    `${harvested} catalogues harvested, every entry's signature checked${failed ? `, ${failed} failed` : ''}`,
  )
}

/** The trainer says what it needs, in Chinese; the broker answers with data that fits and data that does not, and why. */
export async function findData(job: Job): Promise<Answer> {
  const { wish, progress } = job
  const answer = await trainerOf(job).api.post<Answer>(pathOf(trainerName, '/demands'), {
    text: wish.demand,
  })
  progress.note(`"${wish.demand}"`)
  for (const [index, { title, score, reasons }] of answer.ranked.entries()) {
    progress.note(
      `${index + 1}. ${title.zh} (${score.toFixed(2)}) ${reasons.map(({ zh }) => zh).join('；')}`,
    )
  }
  for (const { title, reasons } of answer.excluded) {
    progress.note(`–  ${title.zh}: ${reasons.map(({ zh }) => zh).join('；')}`)
  }
  return answer
}
