import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import {
  type Feature,
  type Target,
  type TrainingPlan,
  validatePlan,
} from '@lianshu/protocol/rounds'
import { mergeColumn, mergeNumeric, unionOf } from './merge-columns.ts'
import { findColumn, type LeftOut, type OwnerColumn, type OwnerProfile } from './owner-profile.ts'

export interface PlanWish {
  readonly id: string
  /** Of the owners that agreed, in the order of the agreements. */
  readonly profiles: readonly OwnerProfile[]
  /** The column to predict, by header or label. */
  readonly target: string
  /** Columns to leave out, by header or label. */
  readonly exclude?: readonly string[]
  readonly rounds: number
  readonly purpose: string
  readonly initiator: Did
  readonly coordinator: Did
  /** Seeds everything random in the run. */
  readonly seed?: number
  readonly deadlineMs?: number
  /** Parts that the initiator chooses itself. */
  readonly model?: Partial<TrainingPlan['model']>
  readonly local?: Partial<TrainingPlan['local']>
  readonly evaluation?: Partial<TrainingPlan['evaluation']>
}

export interface BuiltPlan {
  readonly plan: TrainingPlan
  readonly leftOut: readonly LeftOut[]
}

/**
 * A training plan from what owners published, never from rows: common columns, units of the first owner,
 * coarse ranges and category lists of all, the task that the target asks for. `round.cohort-too-small`
 * below three owners; `input.invalid` for an unknown target; `data.unfit` when the target has one class or
 * nothing is left to learn from; `plan.limit` when the plan would be too large.
 */
export function buildPlan(wish: PlanWish): Result<BuiltPlan, DomainError> {
  const { profiles, exclude = [], seed = 1 } = wish
  if (profiles.length < 3) {
    const message = `a run needs at least 3 owners, there are ${profiles.length}`
    return err(domainError('round.cohort-too-small', message))
  }
  const target = chooseTarget(profiles, wish.target)
  if (!target.ok) return target

  const leftOut: LeftOut[] = []
  const features: Feature[] = []
  const skipped = [...exclude, target.value.column]
  for (const column of distinctColumns(profiles)) {
    const named = { rows: 0, columns: [column] }
    if (skipped.some((name) => findColumn(named, name))) {
      if (column.label !== target.value.column)
        leftOut.push({ column: column.label, reason: 'excluded' })
      continue
    }
    const merged = mergeColumn(profiles, column)
    if ('reason' in merged) leftOut.push(merged)
    else features.push(merged)
  }
  if (features.length === 0) {
    return err(
      domainError('data.unfit', 'the owners have no column in common that a model can learn from', {
        details: { leftOut },
      }),
    )
  }
  const classes = target.value.kind === 'classes' ? target.value.classes.length : 0
  const plan = validatePlan({
    id: wish.id,
    version: 1,
    task: classes === 0 ? 'regression' : classes === 2 ? 'binary' : 'multiclass',
    target: target.value,
    features,
    preprocessing: {
      numeric: 'standardise',
      missing: 'mean-and-indicator',
      categorical: 'one-hot-with-other',
    },
    model: { kind: 'dense', hidden: [32, 16], activation: 'relu', seed, ...wish.model },
    local: {
      epochs: 2,
      batchSize: 64,
      learningRate: 0.01,
      optimizer: 'adam',
      balanceClasses: classes > 0,
      seed,
      ...wish.local,
    },
    strategy: { kind: 'fedavg' },
    rounds: wish.rounds,
    cohort: {
      minimum: 3,
      maximum: Math.max(16, profiles.length),
      deadlineMs: wish.deadlineMs ?? 30_000,
    },
    secureAggregation: {
      kind: 'pairwise-masks',
      fractionBits: 24,
      clip: 8,
      maximumRows: 2 ** 24,
    },
    evaluation: { testFraction: 0.25, seed, histogramBins: 1000, ...wish.evaluation },
    initiator: wish.initiator,
    coordinator: wish.coordinator,
    purpose: wish.purpose,
  } satisfies TrainingPlan)
  return plan.ok ? ok({ plan: plan.value, leftOut }) : plan
}

/** Columns of all owners by label, in the order of the first owner. */
function distinctColumns(profiles: readonly OwnerProfile[]): OwnerColumn[] {
  const byLabel = new Map<string, OwnerColumn>()
  for (const column of profiles.flatMap((profile) => profile.columns)) {
    if (!byLabel.has(column.label)) byLabel.set(column.label, column)
  }
  return [...byLabel.values()]
}

// Whole numbers with few values are classes when every owner publishes them so. An owner where the target
// is constant has no say: its rows are of one class, which another owner names.
function chooseTarget(
  profiles: readonly OwnerProfile[],
  name: string,
): Result<Target, DomainError<'input.invalid' | 'data.unfit'>> {
  const owners = profiles.map((profile) => findColumn(profile, name))
  const known = owners.filter((own) => own !== undefined)
  if (known.length < owners.length) {
    const names = profiles[0]!.columns.map((column) => column.label).slice(0, 30)
    const whose = known.length === 0 ? 'no owner has' : 'not every owner has'
    const message = `${whose} a column ${name}; the first owner's columns: ${names.join(', ')}`
    return err(domainError('input.invalid', message, { at: 'target' }))
  }
  const column = known[0]!.label
  const unfit = (why: string) =>
    err(domainError('data.unfit', `${name} cannot be predicted: ${why}`, { at: 'target' }))
  if (
    known.some((own) => own.kind === 'identifier' || own.kind === 'text' || own.kind === 'datetime')
  ) {
    return unfit('it holds ids, free text or times')
  }
  const telling = known.filter((own) => own.excluded !== 'constant' && own.excluded !== 'empty')
  if (telling.length === 0) return unfit('it has one value only')
  if (telling.every((own) => own.kind !== 'numeric' || own.categories !== undefined)) {
    const classes = unionOf(known.map((own) => own.categories ?? []))
    if (classes.length < 2) return unfit('it has fewer than two classes that enough rows share')
    if (classes.length > 100) return unfit('it has more than 100 classes')
    return ok({ column, kind: 'classes', classes })
  }
  const merged = mergeNumeric(column, known)
  if ('reason' in merged) {
    return unfit(merged.reason === 'unit' ? 'its units do not convert' : 'it has one value only')
  }
  if (merged.kind !== 'numeric') return unfit('it is not a number everywhere')
  return ok({ column, kind: 'numeric', unit: merged.unit, range: merged.range })
}
