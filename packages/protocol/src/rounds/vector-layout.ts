import type { TrainingPlan } from './training-plan.ts'

/** What one step of a run asks of the participants. */
export const stepKinds = ['statistics', 'train', 'evaluate'] as const
export type StepKind = (typeof stepKinds)[number]

/** Names of the parts of a vector, each with its length, in order. */
export type VectorLayout = Readonly<Record<string, number>>

/** The statistics clamp a scaled number u = (x − middle) / (half of the range) to ±statisticsClamp. */
export const statisticsClamp = 2

/** A row's loss above this counts as this; an untrained model's is about 1. */
export const lossClamp = 64

/** Standardised targets and errors are clamped to ± this, so that their squares stay within lossClamp. */
export const errorClamp = 8

/**
 * Sums over an owner's training rows. u is a number scaled by its coarse range and clamped, so that the
 * numeric parts are bounded by rows × statisticsClamp².
 * rows · present: rows with a value, per feature · sums, squares: Σu and Σu², per numeric feature in the
 * order of the plan · target: rows per class, or [Σu, Σu²].
 */
export function statisticsLayout(plan: TrainingPlan) {
  const numeric = plan.features.filter((feature) => feature.kind === 'numeric').length
  return {
    rows: 1,
    present: plan.features.length,
    sums: numeric,
    squares: numeric,
    target: plan.target.kind === 'classes' ? plan.target.classes.length : 2,
  } satisfies VectorLayout
}

/** rows × (weights after − weights before), the tensors flattened in order; rows; rows × mean training loss. */
export function updateLayout(parameters: number) {
  return { delta: parameters, rows: 1, loss: 1 } satisfies VectorLayout
}

/**
 * Sums over an owner's held-back rows.
 * Classes: scores[(class · 2 + isMember) · bins + bin] counts rows by the model's probability of the class
 * (a binary task scores only its positive class), bin = min(bins − 1, floor(p · bins)); confusion counts
 * [true class · classes + predicted class]. Numbers, standardised: errors = [Σ(y−ŷ)², Σ|y−ŷ|, Σy, Σy²],
 * y and y−ŷ clamped to ±errorClamp first. loss is rows × mean loss, clamped to lossClamp per row.
 */
export function evaluationLayout(plan: TrainingPlan) {
  const classes = plan.target.kind === 'classes' ? plan.target.classes.length : 0
  const scored = plan.task === 'binary' ? 1 : classes
  return {
    rows: 1,
    loss: 1,
    scores: scored * 2 * plan.evaluation.histogramBins,
    confusion: classes * classes,
    errors: classes === 0 ? 4 : 0,
  } satisfies VectorLayout
}

/** Number of entries of a vector with this layout. */
export const layoutLength = (layout: VectorLayout): number =>
  Object.values(layout).reduce((sum, length) => sum + length, 0)

/** Cuts a vector into its named parts (views, not copies). Throws RangeError when the length is wrong. */
export function splitVector<L extends VectorLayout>(
  layout: L,
  vector: Float64Array,
): { readonly [Part in keyof L]: Float64Array } {
  if (vector.length !== layoutLength(layout)) {
    throw new RangeError(
      `a vector of ${layoutLength(layout)} numbers was due, not ${vector.length}`,
    )
  }
  let offset = 0
  const parts = Object.entries(layout).map(([name, length]) => {
    const part = vector.subarray(offset, offset + length)
    offset += length
    return [name, part]
  })
  return Object.fromEntries(parts)
}

/** Lays named parts out as one vector. Throws RangeError when a part has the wrong length. */
export function joinVector<L extends VectorLayout>(
  layout: L,
  parts: { readonly [Part in keyof L]: ArrayLike<number> },
): Float64Array {
  const vector = new Float64Array(layoutLength(layout))
  let offset = 0
  for (const [name, length] of Object.entries(layout)) {
    const part = parts[name as keyof L]
    if (part.length !== length)
      throw new RangeError(`part ${name} has ${part.length} numbers, not ${length}`)
    vector.set(part, offset)
    offset += length
  }
  return vector
}
