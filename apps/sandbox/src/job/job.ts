import type { Progress } from '../progress.ts'
import type { Dataspace, SpaceNode } from '../space/start-dataspace.ts'
import type { OwnerTable, SideTable } from '../tables/index.ts'

/** The main job's wish: what to predict, on whose tables, how long. */
export interface JobWish {
  readonly owners: readonly OwnerTable[]
  /** Further listings of these owners, which the demand should leave alone. */
  readonly side?: readonly SideTable[]
  readonly target: string
  readonly exclude: readonly string[]
  readonly rounds?: number
  readonly seed: number
  readonly simulated: boolean
  /** What the trainer asks for, in its own words. */
  readonly demand: string
  readonly purpose: string
}

/** What every step of the job works with. */
export interface Job {
  readonly space: Dataspace
  readonly wish: JobWish
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** The trainer's connector and its one participant bear the same name. */
export const trainerName = 'trainer'

export const trainerOf = ({ space }: Pick<Job, 'space'>): SpaceNode =>
  space.connectors.get(trainerName)!

/** A participant's part of its connector's interface. */
export const pathOf = (slug: string, path: string) => `/api/participants/${slug}${path}`
