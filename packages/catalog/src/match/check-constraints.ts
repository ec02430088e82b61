import type { Words } from '@lianshu/kernel'
import { termsFitDemand } from '@lianshu/policy'
import type { Constraint, DemandConstraints } from '../demand/demand.ts'
import type { Listing } from '../listing/listing.ts'
import { targetTasks } from '../profile/published-profile.ts'
import { constraintWords } from './constraint-words.ts'
import type { MatchCode, MatchReason } from './match.ts'

/** What a listing does for the requirements of a demand. */
export interface ConstraintCheck {
  /** Hard requirements that it breaks: any of them excludes it. */
  readonly broken: readonly MatchReason[]
  readonly met: readonly MatchReason[]
  /** Wishes that it does not meet. */
  readonly missed: readonly MatchReason[]
}

/** `undefined` when the requirement cannot be judged on this listing, e.g. images against rows. */
type Verdict = { readonly met: boolean; readonly words: Words } | undefined
type Judge<Value> = (listing: Listing, value: Value) => Verdict
type Judges = {
  readonly [Key in keyof DemandConstraints]-?: DemandConstraints[Key] extends
    | Constraint<infer Value>
    | undefined
    ? Judge<Value>
    : never
}

const verdict = (met: boolean, words: { readonly met: Words; readonly not: Words }): Verdict => ({
  met,
  words: met ? words.met : words.not,
})

const levelOrder = { general: 0, important: 1, core: 2 } as const

// Unknown never helps the seeker: a fact that the owner does not state counts as not fulfilled.
const judges: Judges = {
  uses(listing, uses) {
    const [lack] = termsFitDemand(listing.terms, { uses })
    return { met: lack === undefined, words: lack?.words ?? constraintWords.uses(uses) }
  },
  deliveries(listing, deliveries) {
    const [lack] = termsFitDemand(listing.terms, { uses: [], deliveries })
    const offered = deliveries.filter((way) => listing.terms.deliveries.includes(way))
    return { met: lack === undefined, words: lack?.words ?? constraintWords.deliveries(offered) }
  },
  modalities(listing, wanted) {
    const found = wanted.filter((kind) => listing.modality.includes(kind))
    return verdict(found.length > 0, constraintWords.modalities(listing.modality))
  },
  minimumCount({ size }, { count, unit }) {
    const same = unit === undefined || unit === size.unit || isRows(unit, size.unit)
    return same ? verdict(size.count >= count, constraintWords.minimumCount(size)) : undefined
  },
  minimumSamplingHz({ facts }, hertz) {
    const { samplingHz } = facts
    return verdict((samplingHz ?? 0) >= hertz, constraintWords.minimumSamplingHz(samplingHz))
  },
  maximumLevel: ({ level }, highest) =>
    verdict(levelOrder[level] <= levelOrder[highest], constraintWords.maximumLevel(level)),
  region({ region }, wanted) {
    const inside = wanted === 'CN-mainland' ? /^CN(?!-(?:HK|MO|TW))/ : new RegExp(`^${wanted}`)
    return verdict(inside.test(region ?? ''), constraintWords.region(region))
  },
  labelled: ({ facts }) => verdict(facts.labelled === true, constraintWords.labelled),
  noGeneratedData: ({ facts, simulated }) =>
    verdict(!simulated && (facts.generatedShare ?? 0) === 0, constraintWords.noGeneratedData),
  noPersonalInformation: ({ facts }) =>
    verdict(facts.personalInformation === false, constraintWords.noPersonalInformation),
  crossBorder: ({ facts }) => verdict(facts.crossBorder === true, constraintWords.crossBorder),
  task(listing, task) {
    const tasks = [listing.task, ...(listing.profile?.targets.map((target) => target.task) ?? [])]
    const known = tasks.some((name) => (targetTasks as readonly string[]).includes(name))
    return known ? verdict(tasks.includes(task), constraintWords.task(task)) : undefined
  },
}

const isRows = (wanted: string, offered: string) =>
  ['rows', 'samples'].includes(wanted) && ['rows', 'samples'].includes(offered)

/** Holds a listing against every requirement of a demand. `at` is the instant of use, ISO 8601. */
export function checkConstraints(
  listing: Listing,
  constraints: DemandConstraints,
  at: string,
): ConstraintCheck {
  const broken: MatchReason[] = []
  const met: MatchReason[] = []
  const missed: MatchReason[] = []
  for (const code of Object.keys(judges) as (keyof Judges)[]) {
    const constraint = constraints[code]
    if (constraint === undefined) continue
    const judge = judges[code] as Judge<unknown>
    const judged = judge(listing, constraint.value)
    if (judged === undefined) continue
    const reason = { code: code as MatchCode, words: judged.words }
    const list = judged.met ? met : constraint.strength === 'hard' ? broken : missed
    list.push(reason)
  }
  for (const { words } of termsFitDemand(listing.terms, { uses: [], until: at })) {
    broken.push({ code: 'endsAt', words })
  }
  return { broken, met, missed }
}
