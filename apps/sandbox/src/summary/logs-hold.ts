import type { LogSummary } from './summary.ts'

/**
 * Whether the logs of this sandbox's own nodes verified. Others are listed with what was found, but a
 * guest that went dark says nothing against this job.
 */
export const logsHold = (logs: readonly LogSummary[]): boolean =>
  logs.every(({ own, verified }) => verified || !own)
