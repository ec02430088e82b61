import { availableParallelism, cpus, loadavg } from 'node:os'

/** Where a figure was taken: without it no figure can be compared. */
export interface Environment {
  readonly node: string
  readonly cpus: number
  readonly model: string
  readonly platform: string
  /** Runnable processes in the last minute before the measurement: others may use the machine. */
  readonly load: number
}

export const readEnvironment = (): Environment => ({
  node: process.versions.node,
  cpus: availableParallelism(),
  model: cpus()[0]?.model.trim() ?? 'unknown',
  platform: `${process.platform}-${process.arch}`,
  load: Math.round(loadavg()[0]! * 100) / 100,
})
