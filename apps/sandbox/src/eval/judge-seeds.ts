import type { JobOutcome } from '../measure/main-job.ts'
import type { Outcome } from '../measure/measurement.ts'
import { mean } from '../measure/quantile.ts'

/** How far below pooled training federated may stay: of the score, or of the error's own size. */
export const margin = 0.03

const ways = ['federated', 'localMean', 'pooled'] as const

/**
 * The means over the seeds and whether federated training was worth it. AUC and F1 are better when
 * higher; RMSE when lower, and its margin is relative, since it has the target's unit.
 */
export function judgeSeeds(seeds: readonly string[], outcomes: readonly JobOutcome[]): Outcome {
  const metrics = outcomes.map(({ summary }) => summary.metrics)
  const name = metrics[0]!.name
  const [federated, local, pooled] = ways.map((way) => mean(metrics.map((of) => of[way])))
  const isError = name === 'rmse'
  const pass = isError
    ? federated! < local! && federated! <= pooled! * (1 + margin)
    : federated! > local! && federated! >= pooled! - margin
  const logVerified = outcomes.every(({ summary }) => summary.figures.logVerified === true)
  const meanFigure = (figure: string) =>
    mean(outcomes.map(({ summary }) => Number(summary.figures[figure])))
  return {
    pass: pass && logVerified,
    metrics: {
      ...{
        [`${name}Federated`]: federated,
        [`${name}LocalMean`]: local,
        [`${name}Pooled`]: pooled,
      },
      gapToPooled: isError ? federated! / pooled! - 1 : pooled! - federated!,
      ...{ rounds: meanFigure('rounds'), bytesOut: meanFigure('bytesOut'), logVerified },
      seconds: mean(outcomes.map(({ milliseconds }) => milliseconds)) / 1000,
      seeds: seeds.length,
      perSeed: metrics.map((of, at) => ({
        seed: Number(seeds[at]),
        ...{ federated: of.federated, localMean: of.localMean, pooled: of.pooled },
      })),
    },
    backend: outcomes[0]!.summary.run.backend,
  }
}
