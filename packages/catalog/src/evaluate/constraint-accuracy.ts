import { z } from 'zod'
import type { DemandConstraints } from '../demand/demand.ts'

const names = z.array(z.string())

/** The intended reading of a judged demand; what is absent was not asked for. */
export const goldConstraintsSchema = z.object({
  modalityAny: names.optional(),
  requiredUses: names.optional(),
  deliveryAny: names.optional(),
  minCount: z.number().optional(),
  minSamplingHz: z.number().optional(),
  region: z.string().optional(),
  maxLevel: z.string().optional(),
  mustBeLabelled: z.boolean().optional(),
  noGeneratedData: z.boolean().optional(),
  noPersonalInformation: z.boolean().optional(),
  crossBorderNeeded: z.boolean().optional(),
})
export type GoldConstraints = z.infer<typeof goldConstraintsSchema>

/** What was read as conditions, in the words of the known answers. Wishes count as not asked for. */
function asGold(read: DemandConstraints): GoldConstraints {
  const hard = <Key extends keyof DemandConstraints>(key: Key) =>
    read[key]?.strength === 'hard' ? read[key] : undefined
  return {
    modalityAny: hard('modalities')?.value.map((kind) => (kind === 'table' ? 'tabular' : kind)),
    requiredUses: hard('uses')?.value.slice(),
    deliveryAny: hard('deliveries')?.value.slice(),
    minCount: hard('minimumCount')?.value.count,
    minSamplingHz: hard('minimumSamplingHz')?.value,
    region: hard('region')?.value,
    maxLevel: hard('maximumLevel')?.value,
    mustBeLabelled: hard('labelled')?.value,
    noGeneratedData: hard('noGeneratedData')?.value,
    noPersonalInformation: hard('noPersonalInformation')?.value,
    crossBorderNeeded: hard('crossBorder')?.value,
  }
}

const text = (value: unknown) =>
  JSON.stringify(Array.isArray(value) ? value.toSorted() : (value ?? null))

/** How many of the constraints that were intended or read are the same in both. */
export function countSame(
  gold: GoldConstraints,
  read: DemandConstraints,
): { readonly same: number; readonly all: number } {
  const found = asGold(read)
  const keys = Object.keys(goldConstraintsSchema.shape) as (keyof GoldConstraints)[]
  const asked = keys.filter((key) => gold[key] !== undefined || found[key] !== undefined)
  return {
    same: asked.filter((key) => text(gold[key]) === text(found[key])).length,
    all: asked.length,
  }
}
