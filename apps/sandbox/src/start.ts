import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createPinoLogger } from '@lianshu/adapters'
import { DomainFailure } from '@lianshu/kernel'
import type { Args } from './args.ts'
import { trainerName } from './job/job.ts'
import { runJob } from './job/run-job.ts'
import { spaceName, wishFromArgs } from './job/wish-from-args.ts'
import { createProgress } from './progress.ts'
import { makePlace } from './space/make-place.ts'
import { removeDataspace, startDataspace } from './space/start-dataspace.ts'
import { logsHold } from './summary/logs-hold.ts'
import { machineSummary } from './summary/machine-summary.ts'
import { printSummary } from './summary/print-summary.ts'

/** What `npm start` does; resolves to the exit code. Throws DomainFailure for everything foreseen. */
export async function start(args: Args, signal: AbortSignal): Promise<number> {
  const progress = createProgress()
  const wish = await wishFromArgs(args)
  if (!wish.ok) throw new DomainFailure(wish.error)
  const home = resolve(args.home ?? process.env.LIANSHU_HOME ?? '.lianshu')
  const directory = join(home, await spaceName(args))
  await makePlace(home)
  if (args.fresh) {
    await removeDataspace(directory)
    // What `lianshu log verify` remembers: the new space has the same names and another history.
    await rm(join(home, 'seen-heads.json'), { force: true })
  }
  await makePlace(directory)
  if (wish.value.simulated)
    progress.note(
      'The tables of the five plants are simulated (milling machines, after AI4I 2020).',
    )

  const level = process.env.LIANSHU_LOG_LEVEL === 'debug' ? 'debug' : 'warn'
  const logger = createPinoLogger({
    level,
    name: 'sandbox',
    pretty: true,
    destination: process.stderr,
  })
  const connectors = [trainerName, ...wish.value.owners.map(({ slug }) => slug)]
  const space = await progress.step('boot', 'The space comes up', () =>
    startDataspace({ directory, connectors, firstPort: args.port, withPortal: true, logger }),
  )
  try {
    progress.note(
      `broker ${space.broker.url}, ${connectors.length} connectors, portal ${space.portalUrl}`,
    )
    const summary = await runJob({ space, wish: wish.value, progress, signal })
    if (args.json) console.log(JSON.stringify(machineSummary(summary)))
    else console.log(printSummary(summary))
    if (!args.once) await untilStopped(space.portalUrl ?? '', signal)
    return logsHold(summary.logs) ? 0 : 1
  } catch (error) {
    // A job that was given up ends as an interruption, whatever the last call said.
    if (signal.aborted) return 130
    throw error
  } finally {
    await space.close()
  }
}

function untilStopped(portal: string, signal: AbortSignal): Promise<void> {
  process.stderr.write(`\nThe portal is at ${portal} — Ctrl-C stops everything.\n`)
  if (signal.aborted) return Promise.resolve()
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }))
}
