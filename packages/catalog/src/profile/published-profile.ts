import { z } from 'zod'

/** What a column is for a model. An `identifier` names rows, a `text` holds free words: neither trains. */
export const columnKinds = [
  'numeric',
  'categorical',
  'boolean',
  'datetime',
  'identifier',
  'text',
] as const
export type ColumnKind = (typeof columnKinds)[number]

/** Why a column stays out of training unless the owner says otherwise. */
export const exclusionReasons = [
  'identifier',
  'free-text',
  'datetime',
  'constant',
  'empty',
  'owner',
] as const
export type ExclusionReason = (typeof exclusionReasons)[number]

const columnName = z.string().min(1).max(200)

export const publishedColumnSchema = z.strictObject({
  /** The header, letter for letter: plans name columns by it. */
  name: columnName,
  /** The header without its unit, the same at owners who measure one thing in different units. */
  label: z.string().min(1).max(200),
  kind: z.enum(columnKinds),
  unit: z.string().min(1).max(40).optional(),
  /** Share of rows without a value, rounded up to twentieths; 0 means none. */
  missingShare: z.number().min(0).max(1),
  /** Number of different values, rounded down to one significant digit above 20. */
  distinct: z.number().int().nonnegative().optional(),
  /** Where most numbers lie, rounded outwards: neither bound is the column's minimum or maximum. */
  range: z
    .strictObject({ low: z.number(), high: z.number() })
    .refine((range) => range.low < range.high, 'low must be below high')
    .optional(),
  /** Values, as text, that at least `minimumCount` rows share; sorted. Numbers in their shortest form. */
  categories: z.array(z.string().max(200)).max(200).optional(),
  /** True when rows hold values that are too rare to be named. */
  otherValues: z.boolean().optional(),
  excluded: z.enum(exclusionReasons).optional(),
})
export type PublishedColumn = z.infer<typeof publishedColumnSchema>

export const targetTasks = ['binary', 'multiclass', 'regression'] as const
export type TargetTask = (typeof targetTasks)[number]

/**
 * All that leaves the owner about a table. It holds no row, no text id, no extreme and no value that
 * fewer than `minimumCount` rows share.
 */
export const publishedProfileSchema = z.strictObject({
  version: z.literal(1),
  /** Rounded down to two significant digits, below 100 to tens. */
  rows: z.number().int().nonnegative(),
  minimumCount: z.number().int().min(1),
  columns: z.array(publishedColumnSchema).min(1).max(2000),
  /** Columns that a model could predict. */
  targets: z.array(z.strictObject({ column: columnName, task: z.enum(targetTasks) })).max(2000),
})
export type PublishedProfile = z.infer<typeof publishedProfileSchema>
