import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'
import { type Clause, isDenied } from './clauses.ts'
import type { Constraint, DemandConstraints } from './demand.ts'
import { readMinimumCount, readMinimumSampling } from './quantity-rules.ts'
import {
  abroad,
  basicUse,
  deliveryRules,
  generalOnly,
  labelled,
  localRegion,
  modalityRules,
  noPersons,
  realOnly,
  supervised,
  taskRules,
  useRules,
  type WordRule,
} from './word-rules.ts'

interface Hit<Value> {
  readonly value: Value
  readonly words: string
  readonly wish: boolean
}

/** Every place where a rule's words stand and are not denied. */
function hits<Value>(clauses: readonly Clause[], rules: readonly WordRule<Value>[]): Hit<Value>[] {
  return clauses.flatMap(({ text, wish }) =>
    rules.flatMap(({ value, pattern }) => {
      const match = pattern.exec(text)
      if (match === null || isDenied(text, match.index)) return []
      return [{ value, words: match[0], wish }]
    }),
  )
}

const isTrue = (clauses: readonly Clause[], pattern: RegExp): Constraint<boolean> | undefined => {
  for (const { text, wish } of clauses) {
    const words = pattern.exec(text)?.[0]
    if (words) return { value: true, strength: wish ? 'soft' : 'hard', words: [words] }
  }
  return undefined
}

/** One constraint from all hits: hard when any was said as a condition, then those alone count. */
function merge<Value>(
  found: readonly Hit<readonly Value[]>[],
): Constraint<readonly Value[]> | undefined {
  if (found.length === 0) return undefined
  const hard = found.filter(({ wish }) => !wish)
  const counted = hard.length > 0 ? hard : found
  return {
    value: [...new Set(counted.flatMap(({ value }) => value))],
    strength: hard.length > 0 ? 'hard' : 'soft',
    words: [...new Set(counted.map(({ words }) => words))],
  }
}

/** Reads what a demand requires, clause by clause, each with the words that led to it. */
export function readConstraints(text: string, clauses: readonly Clause[]): DemandConstraints {
  const constraints: { -readonly [Key in keyof DemandConstraints]: DemandConstraints[Key] } = {
    uses: readUses(text, clauses),
    deliveries: readDeliveries(clauses),
    modalities: readModalities(clauses),
    ...readQuantities(clauses),
    maximumLevel: readLevel(clauses),
    ...readPlace(clauses),
    labelled: readLabelled(clauses),
    noGeneratedData: isTrue(clauses, realOnly),
    noPersonalInformation: isTrue(clauses, noPersons),
    task: readTask(clauses),
  }
  const said = Object.entries(constraints).filter(([, constraint]) => constraint !== undefined)
  return Object.fromEntries(said)
}

function readUses(text: string, clauses: readonly Clause[]): Constraint<readonly Use[]> {
  const further = hits(clauses, useRules).filter(({ wish }) => !wish)
  return {
    value: [...new Set([basicUse(text), ...further.map(({ value }) => value)])],
    strength: 'hard',
    words: further.map(({ words }) => words),
  }
}

const only = /只能|只接受|只要|仅限|仅接受|只限|\bonly\b/i

function readDeliveries(
  clauses: readonly Clause[],
): Constraint<readonly DeliveryMode[]> | undefined {
  const exclusive = hits(
    clauses.filter(({ text }) => only.test(text)),
    deliveryRules.slice(0, 4),
  )
  return merge(exclusive.length > 0 ? exclusive : hits(clauses, deliveryRules))
}

/** Several kinds in one demand belong together or stand for each other: then they only rank. */
function readModalities(clauses: readonly Clause[]): Constraint<readonly string[]> | undefined {
  const found = merge(
    hits(clauses, modalityRules).map((hit) => ({ ...hit, value: [hit.value] as const })),
  )
  return found && found.value.length > 1 ? { ...found, strength: 'soft' } : found
}

function readQuantities(
  clauses: readonly Clause[],
): Pick<DemandConstraints, 'minimumCount' | 'minimumSamplingHz'> {
  const found: {
    -readonly [Key in 'minimumCount' | 'minimumSamplingHz']?: DemandConstraints[Key]
  } = {}
  for (const { text, wish } of clauses) {
    const strength = wish ? 'soft' : 'hard'
    const count = readMinimumCount(text)
    if (count && !found.minimumCount) {
      const { value, unit, words } = count
      found.minimumCount = { value: { count: value, unit }, strength, words: [words] }
    }
    const rate = readMinimumSampling(text)
    if (rate && !found.minimumSamplingHz) {
      found.minimumSamplingHz = { value: rate.value, strength, words: [rate.words] }
    }
  }
  return found
}

function readLevel(clauses: readonly Clause[]): Constraint<'general' | 'important'> {
  const general = isTrue(clauses, generalOnly)
  // Core data is never offered, hence important is the highest level that a seeker can mean.
  return general
    ? { ...general, value: 'general' }
    : { value: 'important', strength: 'hard', words: [] }
}

function readPlace(clauses: readonly Clause[]): Pick<DemandConstraints, 'region' | 'crossBorder'> {
  const local = isTrue(clauses, localRegion)
  if (local) return { region: { ...local, value: 'CN-mainland' } }
  const crossBorder = isTrue(clauses, abroad)
  return crossBorder ? { crossBorder } : {}
}

function readLabelled(clauses: readonly Clause[]): Constraint<boolean> | undefined {
  const inferred = isTrue(clauses, supervised)
  return isTrue(clauses, labelled) ?? (inferred && { ...inferred, strength: 'soft' })
}

function readTask(clauses: readonly Clause[]): Constraint<string> | undefined {
  const [hit] = hits(clauses, taskRules)
  if (hit === undefined) return undefined
  const outright = /分类|回归|class|binary|regression/i.test(hit.words)
  return { value: hit.value, strength: outright && !hit.wish ? 'hard' : 'soft', words: [hit.words] }
}
