import { rowsByRounds } from './rows-by-rounds.ts'
import type { Summary } from './summary.ts'

const number = (value: number, digits = 3) => value.toFixed(digits)
const yuan = (fen: number) => `${(fen / 100).toFixed(2)} yuan`
const short = (id: string) => (id.length <= 24 ? id : `${id.slice(0, 12)}…${id.slice(-8)}`)

/** Bytes in the largest unit that keeps the number above one. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

const metricNames = { auc: 'ROC-AUC', f1: 'macro F1', rmse: 'RMSE' } as const

/** The summary for people, as lines of text. */
export function printSummary(summary: Summary): string {
  return [
    ...heading(
      'Participants',
      summary.participants.map(({ name, roles, url }) => `${name.en} (${roles.join(', ')}) ${url}`),
    ),
    ...heading(
      `Listings (${summary.data.note})`,
      summary.listings.map(
        ({ title, owner, rows }) => `${title.en} · ${owner} · about ${rows} rows`,
      ),
    ),
    ...demand(summary),
    ...heading(
      'Agreements',
      summary.agreements.map(
        ({ id, owner, state, priceFen }) =>
          `${owner}: ${short(id)} ${state}, ${yuan(priceFen)} a run`,
      ),
    ),
    ...run(summary),
    ...metrics(summary),
    ...heading(
      `Settlement: ${yuan(summary.settlement.totalFen)}, the agreements' prices pooled and split by rows trained on`,
      summary.settlement.shares.map(
        ({ owner, rows, fen }) =>
          `${owner}: ${rowsByRounds(rows, summary.run.rounds.length)}, ${yuan(fen)}`,
      ),
    ),
    ...heading(
      'What left each node',
      Object.entries(summary.bytesOut).map(
        ([node, kinds]) =>
          `${node}: ${Object.entries(kinds)
            .map(([kind, bytes]) => `${kind} ${size(bytes)}`)
            .join(', ')}`,
      ),
    ),
    ...logs(summary),
    ...heading('Model', [
      `${summary.model.path} (${size(summary.model.bytes)})`,
      `sha256 ${summary.model.sha256}`,
    ]),
    ...heading('Seconds', [
      Object.entries(summary.seconds)
        .map(([step, value]) => `${step} ${number(value, 1)}`)
        .join(' · '),
    ]),
  ].join('\n')
}

function heading(title: string, lines: readonly string[]): string[] {
  return ['', title, ...lines.map((line) => `  ${line}`)]
}

function demand({ demand: { text, ranked, excluded } }: Summary): string[] {
  const reasons = (list: readonly { en: string }[]) => list.map((reason) => reason.en).join('; ')
  return heading(`Demand: ${text}`, [
    ...ranked.map(
      (match, rank) =>
        `${rank + 1}. ${match.title.en} (${number(match.score, 2)}): ${reasons(match.reasons)}`,
    ),
    ...excluded.map((match) => `–  ${match.title.en}: ${reasons(match.reasons)}`),
  ])
}

function run({ run: { state, rounds, task, target, planHash, backend } }: Summary): string[] {
  const losses = rounds.map(({ round, loss }) => `${round}: ${number(loss)}`)
  return heading(`Run: ${task} on "${target}", ${state}, plan ${short(planHash)}, ${backend}`, [
    `loss by round  ${losses.join('  ')}`,
  ])
}

function metrics({
  metrics: { name, federated, localMean, pooled, inRun, heldBackRows },
}: Summary): string[] {
  return heading(`${metricNames[name]} on the ${heldBackRows} held-back rows of all owners`, [
    `federated model       ${number(federated)}   (${number(inRun)} by masked histograms, inside the run)`,
    `each owner alone      ${number(localMean)}   mean of the models of one owner each`,
    `one pooled table      ${number(pooled)}   made here for comparison only, after the run`,
  ])
}

function logs({ logs }: Summary): string[] {
  return heading(
    'Logs',
    logs.map(({ node, size: entries, root, verified, witnessed, problem }) => {
      const verdict = verified ? 'verified' : `NOT VERIFIED${problem ? `: ${problem}` : ''}`
      const seen = root === '' ? '' : `${entries} records, root ${root.slice(0, 16)}…, `
      return `${node}: ${seen}${verdict}${witnessed ? ', head witnessed' : ''}`
    }),
  )
}
