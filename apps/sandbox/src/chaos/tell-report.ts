import type { CampaignReport } from './campaign.ts'
import { coverageTable } from './coverage/coverage-table.ts'
import type { Found } from './run-batch.ts'

const runOf = ({ page }: Found) => page?.story.name.split('.')[0]

/** The report for a person: what was covered, what never was, and every violation with its story. */
export function tellReport(report: CampaignReport, seed: number): string {
  const { coverage, found } = report
  const never = coverage.cellsNeverHit.length
  const lines = [
    coverageTable(coverage),
    '',
    `${report.runs} runs, ${report.processes} processes, ${report.faults} faults on messages, ${report.kills} kills, ${report.databaseRestarts} restarts of the database`,
    `edges never taken: ${coverage.edgesNeverTaken.join('; ') || 'none'}`,
    `pairs of edge and fault never met: ${never}${never > 0 && never <= 20 ? `: ${coverage.cellsNeverHit.join('; ')}` : ''}`,
    ...found.flatMap((one) => tellOne(one, seed)),
    found.length === 0 ? 'Both sides agree on everything.' : `${found.length} violations.`,
  ]
  return lines.join('\n')
}

function tellOne(one: Found, seed: number): string[] {
  const run = runOf(one)
  const replay = run ? ` (again: npm run chaos -- --seed ${seed} --from ${run} --runs 1)` : ''
  const story = one.page
  return [
    '',
    `VIOLATION ${one.rule}: ${one.text}${replay}`,
    ...(story ? [`  story ${JSON.stringify(story.story)}`] : []),
    ...(story?.happenings.map(({ at, text }) => `  ${String(at).padStart(6)} ms  ${text}`) ?? []),
  ]
}

/** The report as one JSON object, in the shape of every measurement's last line. */
export const machineReport = (report: CampaignReport, seed: number): object => {
  const { found, coverage, ...figures } = report
  return {
    name: 'chaos',
    pass: found.length === 0,
    metrics: {
      ...{ seed, ...figures, violations: found.length },
      edges: coverage.edges,
      cells: coverage.faults,
      edgesNeverTaken: coverage.edgesNeverTaken,
      cellsNeverHit: coverage.cellsNeverHit.length,
    },
    violations: found.map((one) => ({ rule: one.rule, run: runOf(one), text: one.text })),
  }
}
