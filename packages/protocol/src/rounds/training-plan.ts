import { z } from 'zod'

const columnName = z.string().min(1).max(200)
const label = z.string().max(200)
const finite = z.number().refine(Number.isFinite, 'must be finite')
const count = (maximum: number) => z.number().int().min(1).max(maximum)
const seed = z.number().int().min(0).max(0xffff_ffff)
const did = z.string().regex(/^did:[a-z0-9]+:[A-Za-z0-9._:%-]{1,500}$/, 'must be a DID')

/** Two finite numbers, low below high; from coarsened published ranges, never a column's true extremes. */
export const coarseRangeSchema = z
  .strictObject({ low: finite, high: finite })
  .refine((range) => range.low < range.high, 'low must be below high')
export type CoarseRange = z.infer<typeof coarseRangeSchema>

export const numericFeatureSchema = z.strictObject({
  column: columnName,
  kind: z.literal('numeric'),
  /** The unit in which the model sees the column; each owner converts its own unit to it. */
  unit: z.string().min(1).max(40).optional(),
  /** In `unit`. Only scales the masked statistics; values outside are clamped to twice the range there. */
  range: coarseRangeSchema,
})

export const categoricalFeatureSchema = z.strictObject({
  column: columnName,
  kind: z.literal('categorical'),
  /** Values as text, in the order of the one-hot columns; every other value falls into the last bucket. */
  categories: z.array(label).min(1).max(200),
})

export const featureSchema = z.discriminatedUnion('kind', [
  numericFeatureSchema,
  categoricalFeatureSchema,
])
export type NumericFeature = z.infer<typeof numericFeatureSchema>
export type CategoricalFeature = z.infer<typeof categoricalFeatureSchema>
export type Feature = z.infer<typeof featureSchema>

export const targetSchema = z.discriminatedUnion('kind', [
  /** Two classes or more, values as text. In a binary task `classes[1]` is the positive one. */
  z.strictObject({
    column: columnName,
    kind: z.literal('classes'),
    classes: z.array(label).min(2).max(100),
  }),
  z.strictObject({
    column: columnName,
    kind: z.literal('numeric'),
    unit: z.string().min(1).max(40).optional(),
    range: coarseRangeSchema,
  }),
])
export type Target = z.infer<typeof targetSchema>

export const activations = ['relu', 'tanh', 'sigmoid', 'elu'] as const
export const optimizers = ['sgd', 'momentum', 'adam'] as const
export const tasks = ['binary', 'multiclass', 'regression'] as const

/**
 * What a run does, as data: no part of it is code. Its canonical hash (planHash) is what owners agree to
 * and what every message of the run is bound to. Sizes are limited here; what depends on several fields
 * is checked by validatePlan.
 */
export const trainingPlanSchema = z.strictObject({
  id: z.string().min(1).max(200),
  version: z.literal(1),
  task: z.enum(tasks),
  target: targetSchema,
  features: z.array(featureSchema).min(1).max(1000),
  preprocessing: z.strictObject({
    /** Numeric columns are standardised with mean and deviation from masked sums. */
    numeric: z.literal('standardise'),
    /** A missing number becomes the mean; a column with any missing value gets an indicator column. */
    missing: z.literal('mean-and-indicator'),
    /** One-hot columns of the listed categories and one for all others. */
    categorical: z.literal('one-hot-with-other'),
  }),
  model: z.strictObject({
    kind: z.literal('dense'),
    hidden: z.array(count(1024)).max(8),
    activation: z.enum(activations),
    /** Share of hidden outputs left out at random while training. */
    dropout: z.number().min(0).max(0.9).optional(),
    /** Seeds the first weights, made by the coordinator. */
    seed,
  }),
  local: z.strictObject({
    epochs: count(100),
    batchSize: count(65_536),
    learningRate: z.number().positive().max(10),
    optimizer: z.enum(optimizers),
    /** Weight of the sum of squared kernel weights in the loss. */
    l2: z.number().min(0).max(10).optional(),
    /** Weighs each class by rows / (classes × rows of the class), from masked counts. */
    balanceClasses: z.boolean(),
    /** Seeds shuffling and dropout, together with the round. */
    seed,
  }),
  strategy: z.strictObject({ kind: z.literal('fedavg') }),
  rounds: count(10_000),
  cohort: z.strictObject({
    minimum: z.number().int().min(3).max(1000),
    maximum: z.number().int().min(3).max(1000),
    /** How long each phase of an attempt may last before the silent ones are left out. */
    deadlineMs: z.number().int().min(1000).max(86_400_000),
  }),
  secureAggregation: z.strictObject({
    kind: z.literal('pairwise-masks'),
    /** Numbers travel as round(x · 2^fractionBits) in the ring of integers modulo 2^64. */
    fractionBits: z.number().int().min(8).max(32),
    /** Each coordinate of a model update is held within ±clip before it is weighted by rows. */
    clip: z.number().min(0.001).max(1024),
    /** The most rows that one participant may bring; with clip and cohort it bounds the sum. */
    maximumRows: count(2 ** 30),
  }),
  evaluation: z.strictObject({
    /** Share of each owner's rows held back from statistics and training. */
    testFraction: z.number().min(0.05).max(0.5),
    seed,
    histogramBins: z.number().int().min(10).max(10_000),
  }),
  initiator: did,
  coordinator: did,
  /** Purpose of use (ODRL), as the agreements name it. */
  purpose: z.string().min(1).max(500),
})
export type TrainingPlan = z.infer<typeof trainingPlanSchema>
