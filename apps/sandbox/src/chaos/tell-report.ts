import type { CoverageReport } from './coverage/coverage.ts'
import { coverageLegend, coverageTable } from './coverage/coverage-table.ts'
import type { Found } from './run-batch.ts'
import type { CampaignReport } from './tally.ts'

const runOf = ({ page }: Found) => page?.story.name.split('.')[0]

/** The report for a person: what was covered, what never was, and every violation with its story. */
export function tellReport(report: CampaignReport, seed: number, only?: number): string {
  const { coverage, found } = report
  const shown = found.filter(
    (one) => only === undefined || [undefined, `${only}`].includes(runOf(one)),
  )
  const lines = [
    coverageTable('edge', coverage),
    '',
    coverageTable('joining', report.joining),
    coverageLegend,
    '',
    `${report.runs} runs, ${report.processes} processes, ${report.newcomers} newcomers, ${report.faults} of ${report.planned} planned faults met`,
    `${report.kills} kills of connectors and ${report.brokerKills} of the broker, ${report.databaseRestarts} restarts of the database`,
    `edges without a message: ${coverage.neverTaken.join('; ') || 'none'}`,
    `edges without a fault: ${coverage.neverHit.join('; ') || 'none'}`,
    `pairs of edge and fault not met: ${notMet(coverage)}`,
    `pairs of a newcomer’s message and fault not met: ${notMet(report.joining)}`,
    ...report.unmet.map(({ story, text }) => `planned and not met, story ${story}: ${text}`),
    ...shown.flatMap((one) => tellOne(one, seed)),
    verdict(found.length, found.length - shown.length),
  ]
  return lines.join('\n')
}

const notMet = ({ cellsNeverHit: never, cells }: CoverageReport) =>
  `${never.length} of ${cells}${never.length > 0 && never.length <= 20 ? `: ${never.join('; ')}` : ''}`

const verdict = (all: number, elsewhere: number) => {
  if (all === 0) return 'Both sides agree on everything.'
  return `${all} violations${elsewhere > 0 ? `, ${elsewhere} of them in other runs of the batch` : ''}.`
}

function tellOne(one: Found, seed: number): string[] {
  const run = runOf(one)
  const replay = run ? ` (again: npm run chaos -- --seed ${seed} --only ${run})` : ''
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
  const { found, coverage, joining, unmet, ...figures } = report
  return {
    name: 'chaos',
    pass: found.length === 0,
    metrics: {
      ...{ seed, ...figures, unmet: unmet.length, violations: found.length },
      edges: coverage.taken,
      cells: coverage.faults,
      edgesNeverTaken: coverage.neverTaken,
      edgesNeverHit: coverage.neverHit,
      cellsNeverHit: coverage.cellsNeverHit.length,
      joining: joining.faults,
      joiningNeverHit: joining.cellsNeverHit.length,
    },
    unmet,
    violations: found.map((one) => ({ rule: one.rule, run: runOf(one), text: one.text })),
  }
}
