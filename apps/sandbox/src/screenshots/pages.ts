import type { ScreenshotPage } from '@lianshu/portal'
import type { Summary } from '../summary/summary.ts'

const part = encodeURIComponent

/** The window of all pictures but the narrow one. */
const wide = { width: 1280, height: 900 } as const

/** The run while it goes on. */
export const livePage = (runId: string): ScreenshotPage => ({
  ...{ ...wide, height: 830, name: 'run-live', path: `/zh/runs/${part(runId)}`, theme: 'dark' },
  waitFor: 'canvas',
})

/** What README shows, after the job. */
export function finishedPages(summary: Summary): readonly ScreenshotPage[] {
  const { run, listings, participants } = summary
  const owner = participants.find(({ roles }) => roles.includes('owner'))!
  return [
    { ...wide, name: 'datasets', path: '/zh/datasets' },
    { ...wide, name: 'dataset', path: `/en/datasets/${part(listings[0]!.id)}` },
    {
      ...{ ...wide, name: 'run', path: `/zh/runs/${part(run.id)}`, theme: 'dark', height: 1950 },
      waitFor: 'canvas',
    },
    {
      ...{ ...wide, name: 'log', path: `/en/log?node=${part(owner.did)}`, height: 1130 },
      press: { button: 'Verify the whole log', until: 'The log is whole' },
    },
    {
      name: 'narrow',
      path: `/zh/runs/${part(run.id)}`,
      width: 360,
      height: 780,
      waitFor: 'canvas',
    },
  ]
}
