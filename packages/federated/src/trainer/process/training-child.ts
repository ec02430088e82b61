import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import type { LocalSums, LocalUpdate } from '../../participant/ports.ts'
import { readModel } from '../../safetensors/model-file.ts'
import { type Backend, openBackend } from '../backend.ts'
import { readColumnsFile } from '../columns/columns-file.ts'
import { evaluateLocally } from '../model/evaluate-locally.ts'
import { trainLocally } from '../model/train-locally.ts'
import { flatWeights } from '../model/weights.ts'
import { type PreparedRows, prepareRows } from '../preprocessing/prepared-rows.ts'
import { closeNetwork } from './close-network.ts'
import type { TrainingRequest } from './messages.ts'
import { serveParent } from './serve-parent.ts'

type RequestOf<Kind extends TrainingRequest['do']> = Extract<TrainingRequest, { do: Kind }>

interface Session {
  readonly plan: TrainingPlan
  readonly rows: PreparedRows
  readonly backend: Backend
}

let session: Session | undefined

async function open(request: RequestOf<'open'>): Promise<Result<string, DomainError>> {
  const table = await readColumnsFile(request.tablePath)
  if (!table.ok) return table
  const rows = prepareRows(table.value, request.plan, request.mappings)
  if (!rows.ok) return rows
  const backend = await openBackend(request.backends)
  session = { plan: request.plan, rows: rows.value, backend }
  return ok(backend.name)
}

function statistics({ rows }: Session): Result<LocalSums, DomainError> {
  return ok({ vector: rows.statistics(), rows: rows.trainRows })
}

async function train(
  { plan, rows, backend }: Session,
  { model: bytes, round, seed }: RequestOf<'train'>,
): Promise<Result<LocalUpdate, DomainError>> {
  const model = readModel(plan, bytes)
  if (!model.ok) return model
  const { scaling } = model.value
  const before = flatWeights(model.value)
  const examples = rows.trainExamples(scaling)
  const { epochs } = plan.local
  const task = { plan, scaling, examples, weights: before, seed, round, epochs }
  const { weights, meanLoss } = await trainLocally(backend, task)
  const delta = weights.map((weight, index) => weight - before[index]!)
  return ok({ delta, rows: examples.rows, meanLoss })
}

function evaluate(
  { plan, rows, backend }: Session,
  { model: bytes }: RequestOf<'evaluate'>,
): Result<LocalSums, DomainError> {
  const model = readModel(plan, bytes)
  if (!model.ok) return model
  const { scaling } = model.value
  const examples = rows.testExamples(scaling)
  const vector = evaluateLocally(backend, plan, scaling, flatWeights(model.value), examples)
  return ok({ vector, rows: examples.rows })
}

closeNetwork()
serveParent<TrainingRequest>(async (request) => {
  if (request.do === 'open') return open(request)
  if (!session) return err(domainError('state.illegal', 'The training process has no table yet.'))
  if (request.do === 'statistics') return statistics(session)
  return request.do === 'train' ? train(session, request) : evaluate(session, request)
})
