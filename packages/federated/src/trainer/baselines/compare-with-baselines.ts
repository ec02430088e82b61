import { type DomainError, type Logger, ok, type Result, silentLogger } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import { type BackendName, backendNames } from '../backend.ts'
import { spawnChild } from '../process/spawn-child.ts'
import type { BaselineRequest, BaselineTable } from './baseline-child.ts'
import type { ExactScores } from './score-model.ts'

export interface BaselineOptions {
  readonly plan: TrainingPlan
  /** Every owner's table: only a test bench that holds them all can ask for this. */
  readonly tables: readonly BaselineTable[]
  /** The run's final model file. */
  readonly federatedModel: Uint8Array
  readonly backends?: readonly BackendName[]
  readonly logger?: Logger
}

/** All scored on the union of the owners' held-back rows. */
export interface Baselines {
  readonly federated: ExactScores
  /** One per table, in their order. */
  readonly alone: readonly ExactScores[]
  /** Mean of `auc` (classes) or `rmse` (regression) over `alone`. */
  readonly aloneMean: number
  readonly pooled: ExactScores
}

/**
 * Sets the federated model beside what each owner would have had alone and beside a model on the pooled
 * table, each with the same number of passes over every row. Nothing of it feeds back into the run.
 * Works in two processes of its own, so that the caller stays responsive.
 */
export async function compareWithBaselines(
  options: BaselineOptions,
  signal: AbortSignal,
): Promise<Result<Baselines, DomainError>> {
  const { plan, tables, backends = backendNames, logger = silentLogger } = options
  const scoresOf = async (of: BaselineRequest['of']) => {
    const child = spawnChild<BaselineRequest>('../baselines/baseline-child.ts', {
      files: tables.map(({ tablePath }) => tablePath),
      memoryMb: 2048,
      timeLimitMs: 1_800_000,
      logger,
    })
    try {
      return await child.ask<ExactScores[]>({ plan, tables, backends, of }, signal)
    } finally {
      await child.close()
    }
  }
  const [alone, pooled] = await Promise.all([scoresOf('alone'), scoresOf('pooled')])
  if (!alone.ok) return alone
  if (!pooled.ok) return pooled
  const federated = await scoresOf(options.federatedModel)
  if (!federated.ok) return federated
  const headlines = alone.value.map(headline)
  return ok({
    federated: federated.value[0]!,
    alone: alone.value,
    aloneMean: headlines.reduce((sum, score) => sum + score, 0) / headlines.length,
    pooled: pooled.value[0]!,
  })
}

/** The number by which a task's models are compared: AUC of classes (higher is better), else RMSE. */
export const headline = (scores: ExactScores): number =>
  scores.task === 'regression' ? scores.rmse : scores.auc
