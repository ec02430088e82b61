import { type DomainError, ok, type Result } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import { readModel } from '../../safetensors/model-file.ts'
import { type Backend, type BackendName, openBackend } from '../backend.ts'
import { readColumnsFile } from '../columns/columns-file.ts'
import { flatWeights } from '../model/weights.ts'
import type { ColumnMapping } from '../preprocessing/column-mapping.ts'
import { type PreparedRows, prepareRows } from '../preprocessing/prepared-rows.ts'
import { closeNetwork } from '../process/close-network.ts'
import { serveParent } from '../process/serve-parent.ts'
import { type ExactScores, scoreModel } from './score-model.ts'
import { trainBaseline } from './train-baseline.ts'

export interface BaselineTable {
  /** A columns file, absolute. */
  readonly tablePath: string
  readonly mappings: readonly ColumnMapping[]
}

export interface BaselineRequest {
  readonly plan: TrainingPlan
  readonly tables: readonly BaselineTable[]
  readonly backends: readonly BackendName[]
  /** One model per owner, one on all rows together, or one that is given as a model file. */
  readonly of: 'alone' | 'pooled' | Uint8Array
}

async function readOwners({
  plan,
  tables,
}: BaselineRequest): Promise<Result<PreparedRows[], DomainError>> {
  const owners: PreparedRows[] = []
  for (const { tablePath, mappings } of tables) {
    const table = await readColumnsFile(tablePath)
    if (!table.ok) return table
    const rows = prepareRows(table.value, plan, mappings)
    if (!rows.ok) return rows
    owners.push(rows.value)
  }
  return ok(owners)
}

async function score(
  backend: Backend,
  { plan, of }: BaselineRequest,
  owners: readonly PreparedRows[],
): Promise<Result<ExactScores[], DomainError>> {
  if (of instanceof Uint8Array) {
    const model = readModel(plan, of)
    if (!model.ok) return model
    const { scaling } = model.value
    return ok([scoreModel(backend, plan, { scaling, weights: flatWeights(model.value) }, owners)])
  }
  const groups = of === 'alone' ? owners.map((owner) => [owner]) : [owners]
  const scores: ExactScores[] = []
  for (const group of groups) {
    scores.push(scoreModel(backend, plan, await trainBaseline(backend, plan, group), owners))
  }
  return ok(scores)
}

closeNetwork()
serveParent<BaselineRequest>(async (request) => {
  const owners = await readOwners(request)
  if (!owners.ok) return owners
  return score(await openBackend(request.backends), request, owners.value)
})
