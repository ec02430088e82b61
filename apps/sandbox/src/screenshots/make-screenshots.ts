import { join } from 'node:path'
import { takeScreenshots } from '@lianshu/portal'
import { readArgs } from '../args.ts'
import { type Job, trainerName } from '../job/job.ts'
import { runJob } from '../job/run-job.ts'
import type { RunView } from '../job/run-view.ts'
import { wishFromArgs } from '../job/wish-from-args.ts'
import { freePorts } from '../measure/free-ports.ts'
import { withTemporaryHome } from '../measure/temporary-home.ts'
import { createProgress } from '../progress.ts'
import { startDataspace } from '../space/start-dataspace.ts'
import { finishedPages, livePage } from './pages.ts'

/** Enough that the run still goes on while its page is opened and drawn. */
const rounds = 20
/** When the live picture is taken: some of the curve is there, some is to come. */
const roundsBeforeLive = 6

export interface ScreenshotCommand {
  /** Where the PNG files go. */
  readonly directory: string
  /** First port to try. */
  readonly port: number
  readonly signal: AbortSignal
}

/**
 * Boots a space of its own, does the main job on the simulated plants, and takes the pictures of the
 * README on the way; returns the files. The space is removed afterwards.
 */
export async function makeScreenshots(command: ScreenshotCommand): Promise<readonly string[]> {
  const { directory, signal } = command
  const args = readArgs([])
  const wish = args.ok ? await wishFromArgs(args.value) : args
  if (!wish.ok) throw new Error(wish.error.message)
  const progress = createProgress()
  const connectors = [trainerName, ...wish.value.owners.map(({ slug }) => slug)]
  const firstPort = await freePorts(command.port, connectors.length + 1)
  return withTemporaryHome(async (home) => {
    const space = await progress.step('boot', 'The space comes up', () =>
      startDataspace({ directory: join(home, 'space'), connectors, firstPort, withPortal: true }),
    )
    try {
      const url = space.portalUrl!
      const job: Job = { space, progress, signal, wish: { ...wish.value, rounds } }
      const over = new AbortController()
      const live = liveRun(job, AbortSignal.any([signal, over.signal])).then((runId) =>
        runId ? takeScreenshots({ url, directory, pages: [livePage(runId)] }) : [],
      )
      const summary = await runJob(job).finally(() => over.abort())
      const pages = finishedPages(summary)
      const files = await progress.step('pictures', 'The pages are photographed', async () => [
        ...(await live),
        ...(await takeScreenshots({ url, directory, pages })),
      ])
      for (const file of files) progress.note(file)
      return files
    } finally {
      await space.close()
    }
  })
}

/** Waits for a run that is well under way; undefined when the signal ends the wait. */
async function liveRun({ space }: Job, signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    const [run] = await space.broker.api.get<readonly RunView[]>('/api/runs').catch(() => [])
    if (run && run.history.length > roundsBeforeLive) return run.id
    await new Promise((done) => setTimeout(done, 200))
  }
  return undefined
}
