import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChaosArgs } from './chaos-args.ts'
import { batchesOf } from './plan/batches.ts'
import { playWorld } from './play-world.ts'
import { type CampaignReport, openTally } from './tally.ts'
import { portsOfWorld } from './world/open-world.ts'

export interface CampaignDeps {
  readonly directory: string
  readonly firstPort: number
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

/**
 * Plays every batch that holds one of the wanted runs, in as many worlds side by side as are wanted. Throws when
 * a world does not come up.
 */
export async function runCampaign(
  args: Pick<ChaosArgs, 'runs' | 'seed' | 'from' | 'alone' | 'worlds'>,
  { directory, firstPort, say, signal }: CampaignDeps,
): Promise<CampaignReport> {
  const tally = openTally()
  const batches = args.alone ? [{ numbers: [args.from] }] : [...batchesOf(args.from, args.runs)]
  const next = () => (signal.aborted ? undefined : batches.shift())
  const { seed } = args
  const directories = worldDirectories(directory, Math.min(args.worlds, batches.length))
  const worlds = directories.map(async (own, index) => {
    await mkdir(own)
    await playWorld({
      ...{ seed, next, tally, say, directory: own },
      firstPort: firstPort + index * portsOfWorld,
    })
  })
  const failed = (await Promise.allSettled(worlds)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
  return tally.report()
}

/** Where each world of a campaign keeps its databases, keys and logs. */
export const worldDirectories = (directory: string, worlds: number): readonly string[] =>
  Array.from({ length: worlds }, (_, index) => join(directory, `world-${index + 1}`))
