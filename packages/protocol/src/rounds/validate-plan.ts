import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { type TrainingPlan, trainingPlanSchema } from './training-plan.ts'
import { lossClamp, statisticsClamp } from './vector-layout.ts'

/** The most parameters that a model may have, whatever the scaling adds. */
export const parameterLimit = 5_000_000

/**
 * Reads a plan that comes from outside. `plan.invalid`: its shape or a contradiction, with the place;
 * `plan.limit`: it is well formed but too large, or its numbers could wrap around in the masked sum.
 */
export function validatePlan(
  value: unknown,
): Result<TrainingPlan, DomainError<'plan.invalid' | 'plan.limit'>> {
  const parsed = trainingPlanSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const tooLarge = issue.code === 'too_big'
    return err(
      domainError(tooLarge ? 'plan.limit' : 'plan.invalid', `training plan: ${issue.message}`, {
        at: issue.path.join('.'),
      }),
    )
  }
  const plan = parsed.data
  const contradiction = findContradiction(plan)
  if (contradiction) {
    return err(domainError('plan.invalid', contradiction.message, { at: contradiction.at }))
  }
  return checkLimits(plan)
}

function findContradiction(plan: TrainingPlan): { message: string; at: string } | undefined {
  const columns = plan.features.map((feature) => feature.column)
  const twice = columns.find((column, index) => columns.indexOf(column) !== index)
  if (twice !== undefined) return { message: `column ${twice} is a feature twice`, at: 'features' }
  if (columns.includes(plan.target.column)) {
    return { message: `column ${plan.target.column} is the target and a feature`, at: 'features' }
  }
  for (const [index, feature] of plan.features.entries()) {
    if (feature.kind === 'categorical' && repeats(feature.categories)) {
      return { message: 'a category is listed twice', at: `features.${index}.categories` }
    }
  }
  if (plan.target.kind === 'classes' && repeats(plan.target.classes)) {
    return { message: 'a class is listed twice', at: 'target.classes' }
  }
  const classes = plan.target.kind === 'classes' ? plan.target.classes.length : 0
  const fits =
    plan.task === 'regression'
      ? classes === 0
      : plan.task === 'binary'
        ? classes === 2
        : classes > 2
  if (!fits) return { message: `the target does not fit a ${plan.task} task`, at: 'target' }
  if (plan.cohort.maximum < plan.cohort.minimum) {
    return { message: 'the largest cohort is smaller than the smallest', at: 'cohort.maximum' }
  }
  return undefined
}

const repeats = (items: readonly string[]) => new Set(items).size !== items.length

function checkLimits(plan: TrainingPlan): Result<TrainingPlan, DomainError<'plan.limit'>> {
  const bits = headroomBits(plan)
  if (bits < 0) {
    return err(
      domainError(
        'plan.limit',
        `a sum could exceed 64 bits by ${Math.ceil(-bits)}: lower fractionBits, clip, maximumRows or the largest cohort`,
        { at: 'secureAggregation' },
      ),
    )
  }
  const parameters = mostParameters(plan)
  if (parameters > parameterLimit) {
    return err(
      domainError(
        'plan.limit',
        `the model may have ${parameters} parameters; the limit is ${parameterLimit}`,
        { at: 'model.hidden' },
      ),
    )
  }
  return ok(plan)
}

/** The largest magnitude that one row adds to any entry of any vector of this plan. */
export const entryBoundPerRow = (plan: TrainingPlan): number =>
  Math.max(plan.secureAggregation.clip, statisticsClamp ** 2, lossClamp)

/**
 * Bits left below 2^63 in the worst sum of a whole cohort, one kept for rounding. Not negative means that
 * no masked sum can wrap around: cohort × rows × bound × 2^fractionBits < 2^62.
 */
export function headroomBits(plan: TrainingPlan): number {
  const { maximumRows, fractionBits } = plan.secureAggregation
  const worst = plan.cohort.maximum * maximumRows * entryBoundPerRow(plan)
  return 62 - fractionBits - Math.log2(worst)
}

/** Parameters when every column has missing values. */
function mostParameters(plan: TrainingPlan): number {
  const inputs = plan.features.reduce(
    (width, feature) => width + (feature.kind === 'numeric' ? 2 : feature.categories.length + 2),
    0,
  )
  const classes = plan.target.kind === 'classes' ? plan.target.classes.length : 1
  const widths = [inputs, ...plan.model.hidden, plan.task === 'multiclass' ? classes : 1]
  return widths.slice(1).reduce((sum, outputs, layer) => sum + (widths[layer]! + 1) * outputs, 0)
}
