import type { Words } from '@lianshu/kernel'
import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'
import { deliveryWords, useWords } from '../words/use-words.ts'
import type { Terms } from './terms.ts'

/** What a seeker needs to be allowed; what is left out is not asked for. */
export interface DemandedRights {
  readonly uses: readonly Use[]
  readonly purpose?: string
  /** Any of these will do. */
  readonly deliveries?: readonly DeliveryMode[]
  /** Owners that will take part. */
  readonly cohort?: number
  readonly rounds?: number
  /** Instants between which the right must hold. */
  readonly from?: string
  readonly until?: string
  readonly maximumPriceFen?: number
}

/** One thing that the terms lack for the demand, with the field it is about. */
export interface Shortfall {
  readonly field: keyof Terms
  readonly words: Words
}

/** Everything that terms lack for a demand; nothing means that they fit. */
export function termsFitDemand(terms: Terms, demand: DemandedRights): readonly Shortfall[] {
  const lacks: Shortfall[] = []
  const lack = (field: keyof Terms, zh: string, en: string) =>
    lacks.push({ field, words: { zh, en } })

  for (const use of demand.uses) {
    if (!terms.uses.includes(use)) {
      lack('uses', `不允许${useWords[use].zh}`, `Not allowed: ${useWords[use].en}`)
    }
  }
  const { purpose } = demand
  if (purpose !== undefined && terms.purposes.length > 0 && !terms.purposes.includes(purpose)) {
    lack('purposes', `不允许用于 ${purpose}`, `Not allowed for the purpose ${purpose}`)
  }
  if (demand.deliveries && !demand.deliveries.some((way) => terms.deliveries.includes(way))) {
    const offered = terms.deliveries.map((way) => deliveryWords[way])
    lack(
      'deliveries',
      `仅支持${offered.map(({ zh }) => zh).join('、')}`,
      `Only by ${offered.map(({ en }) => en).join(', ')}`,
    )
  }
  const { cohort, rounds, from, until, maximumPriceFen } = demand
  if (cohort !== undefined && cohort < (terms.minimumCohort ?? 0)) {
    const least = terms.minimumCohort
    lack('minimumCohort', `至少 ${least} 方参与`, `At least ${least} participants are required`)
  }
  if (rounds !== undefined && rounds > (terms.maximumRounds ?? Number.POSITIVE_INFINITY)) {
    const most = terms.maximumRounds
    lack('maximumRounds', `至多 ${most} 轮`, `At most ${most} rounds are allowed`)
  }
  if (from && terms.startsAt && Date.parse(from) < Date.parse(terms.startsAt)) {
    lack('startsAt', `${terms.startsAt} 起方可使用`, `Usable only from ${terms.startsAt}`)
  }
  if (until && terms.endsAt && Date.parse(until) > Date.parse(terms.endsAt)) {
    lack('endsAt', `${terms.endsAt} 到期`, `Ends at ${terms.endsAt}`)
  }
  if (maximumPriceFen !== undefined && (terms.priceFen ?? 0) > maximumPriceFen) {
    lack('priceFen', '价格超出预算', 'The price is above the budget')
  }
  return lacks
}
