import { join } from 'node:path'
import { openFileObjectStore } from '@lianshu/adapters'
import type { PublishedProfile } from '@lianshu/catalog'
import { mapOwnerColumns, readModel } from '@lianshu/federated'
import { readAll, unwrap } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import { createNeedles, type Needles } from './needles.ts'
import type { OwnerCanaries } from './planted-canaries.ts'

export interface TrainedWith {
  readonly plan: TrainingPlan
  /** The model's file: its metadata hold the scaling. */
  readonly model: Uint8Array
}

/** Everything by which one owner's canaries could be recognised, as cells and as what a model sees of them. */
export function canaryNeedles(
  { owner, columns, numbers, texts, wholeNumber }: OwnerCanaries,
  published: PublishedProfile,
  trained: TrainedWith,
): Needles {
  const needles = createNeedles()
  const { fractionBits } = trained.plan.secureAggregation
  for (const { name, text } of texts) {
    needles.text(`${owner}: ${name}`, text)
    // The letters and digits of it: whoever takes words apart keeps them.
    needles.text(`${owner}: ${name}, in part`, /q[0-9a-z]+/.exec(text)![0])
  }
  needles.decimal(`${owner}: the rare whole number`, wholeNumber)
  needles.binary(`${owner}: the rare whole number`, wholeNumber, fractionBits)

  const scalings = columns.map((column) => scalingOf(column, published, trained))
  const kinds = Object.keys(scalings[0]!) as (keyof ReturnType<typeof scalingOf>)[]
  for (const kind of kinds) {
    const cells = numbers.map((row) => row.map((cell, column) => scalings[column]![kind](cell)))
    for (const [row, values] of cells.entries()) {
      for (const [column, value] of values.entries()) {
        const name = `${owner}: ${columns[column]} of canary ${row}, ${kind}`
        needles.decimal(name, value)
        needles.binary(name, value, fractionBits)
        needles.binary(`${name} squared`, value ** 2, fractionBits)
        if (column > 0) needles.singles(`${name} in its row`, values[column - 1]!, value)
        if (row > 0) needles.singles(`${name} in its column`, cells[row - 1]![column]!, value)
      }
    }
  }
  return needles.collected()
}

/** A cell as it is, in the plan's unit, over the coarse range, and standardised as the model sees it. */
function scalingOf(column: string, published: PublishedProfile, { plan, model }: TrainedWith) {
  const { factor, offset, ...mapping } = unwrap(mapOwnerColumns(plan, published)).find(
    ({ source }) => source === column,
  )!
  const index = plan.features.findIndex((feature) => feature.column === mapping.column)
  const feature = plan.features[index]!
  const scaling = unwrap(readModel(plan, model)).scaling.features[index]!
  if (feature.kind !== 'numeric' || scaling.kind !== 'numeric')
    throw new Error(`${column} should have been numeric`)
  const { low, high } = feature.range
  const inUnit = (cell: number) => cell * factor + offset
  const held = (cell: number) =>
    Math.min(high + (high - low) / 2, Math.max(low - (high - low) / 2, inUnit(cell)))
  return {
    'as it is': (cell: number) => cell,
    'in the unit of the plan': inUnit,
    'over the coarse range': (cell: number) => (held(cell) - (low + high) / 2) / ((high - low) / 2),
    standardised: (cell: number) => (held(cell) - scaling.mean) / scaling.deviation,
  }
}

/** Enough of each vector; all of its thousands would be met by chance now and then. */
const entriesPerVector = 200

/**
 * What the connector computed on its rows, from the cache that never leaves it: the true vectors of which
 * only masked ones may be seen. Plain entries (counts, zeros) are left out: they stand in any file.
 */
export async function vectorNeedles(nodeDirectory: string, fractionBits: number): Promise<Needles> {
  const needles = createNeedles()
  const objects = await openFileObjectStore(join(nodeDirectory, 'objects'))
  for (const { key } of await objects.list('local-vectors/')) {
    const bytes = await readAll((await objects.get(key))!)
    // The first number is the rows.
    const entries = [...new Float64Array(bytes.buffer).slice(1)]
    const unusual = entries
      .filter((value) => (value * 2 ** 12) % 1 !== 0)
      .slice(0, entriesPerVector)
    for (const [index, value] of unusual.entries()) {
      const name = `entry ${index} of a true vector`
      needles.binary(name, value, fractionBits)
      if (index > 0) needles.singles(name, unusual[index - 1]!, value)
    }
  }
  return needles.collected()
}
