import { logsHold } from './logs-hold.ts'
import type { MetricSummary, Summary } from './summary.ts'

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)

/** `aucFederated`, `aucLocalMean`, `aucPooled`, or the same with another metric's name. */
export function flatMetrics(metrics: MetricSummary): Record<string, number> {
  const named = (['federated', 'localMean', 'pooled', 'inRun'] as const).map((way) => [
    `${metrics.name}${capital(way)}`,
    metrics[way],
  ])
  return Object.fromEntries(named)
}

/** The summary as one JSON object for programs: everything of the summary, and its figures by their flat names. */
export function machineSummary(summary: Summary) {
  const sent = Object.values(summary.bytesOut).flatMap((kinds) => Object.values(kinds))
  return {
    ...summary,
    figures: {
      ...flatMetrics(summary.metrics),
      rounds: summary.run.rounds.length,
      bytesOut: sent.reduce((sum, bytes) => sum + bytes, 0),
      logVerified: logsHold(summary.logs),
      seconds: summary.seconds.total,
    },
  }
}
