import type { Comparison, Value } from '../policy.ts'
import { type OperandEntry, operandEntry } from '../vocabulary/index.ts'
import { belongsTo } from './belongs-to.ts'
import { leftValue } from './left-value.ts'
import type { Situation, Values, WorldState } from './situation.ts'
import { combine, type Truth, truth } from './truth.ts'

const day = 86_400_000

/** Does a comparison hold in this situation? `left` is the value that it was held against. */
export function holds(
  comparison: Comparison,
  situation: Situation,
  subject?: string,
): { readonly satisfaction: Truth; readonly left?: Values } {
  const { operand, operator, values } = comparison
  const entry = operandEntry(operand)
  if (entry.ends !== undefined) return endsLater(entry, values[0] as number, situation)
  const left = leftValue(operand, entry, situation, subject)
  if (left === undefined) {
    // A clause that nobody can measure holds by the word of both who signed it, and by nothing else.
    const isClause = entry.source === 'contract' && subject === undefined
    return { satisfaction: isClause && situation.isSigned ? 'yes' : 'unknown' }
  }
  const number = entry.type !== 'words' && entry.type !== 'place'
  const satisfaction = number
    ? compare(rank(entry, left), operator, rank(entry, values[0]))
    : among(left, operator, values, entry, situation.world)
  return { satisfaction, left }
}

function endsLater(entry: OperandEntry, value: number, { now, agreedAt }: Situation) {
  const end = entry.ends === 'at' ? value : (agreedAt ?? Number.NaN) + value * day
  if (Number.isNaN(now) || Number.isNaN(end)) return { satisfaction: 'unknown' as const }
  return { satisfaction: truth(now <= end), left: now }
}

/** Numbers as they are; levels by their place, from low to high. NaN for what is neither. */
function rank({ type, codes }: OperandEntry, value: Values | undefined): number {
  if (type === 'level')
    return codes?.includes(String(value)) ? codes.indexOf(String(value)) : Number.NaN
  return typeof value === 'number' ? value : Number.NaN
}

function compare(left: number, operator: Comparison['operator'], right: number): Truth {
  if (Number.isNaN(left) || Number.isNaN(right)) return 'unknown'
  switch (operator) {
    case 'lt':
      return truth(left < right)
    case 'lteq':
      return truth(left <= right)
    case 'gt':
      return truth(left > right)
    case 'gteq':
      return truth(left >= right)
    case 'eq':
      return truth(left === right)
    case 'neq':
      return truth(left !== right)
    default:
      return 'unknown'
  }
}

/** Words and places, of which there may be several on the left, e.g. the roles of a participant. */
function among(
  left: Values,
  operator: Comparison['operator'],
  right: readonly Value[],
  { type }: OperandEntry,
  world: WorldState,
): Truth {
  const have = typeof left === 'object' ? left : [left]
  const within = (part: Value, whole: Value): Truth =>
    isWithin(part, whole, world, type === 'place')
  switch (operator) {
    case 'isAnyOf':
      return truth(right.some((value) => have.includes(value)))
    case 'isNoneOf':
      return truth(!right.some((value) => have.includes(value)))
    case 'isAllOf':
      return truth(right.every((value) => have.includes(value)))
    case 'isA':
    case 'isPartOf':
      return combine(
        'or',
        have.flatMap((part) => right.map((whole) => within(part, whole))),
      )
    case 'hasPart':
      return combine(
        'or',
        have.map((whole) =>
          combine(
            'and',
            right.map((part) => within(part, whole)),
          ),
        ),
      )
    default:
      return 'unknown'
  }
}

/** Codes of countries and of their parts, which nothing but their beginning relates to each other. */
const ofCountry = /^(?!EU|EZ|UN)[A-Z]{2}(-[A-Z0-9]{1,3})?$/

function isWithin(part: Value, whole: Value, world: WorldState, arePlaces: boolean): Truth {
  const [inner, outer] = [String(part), String(whole)]
  if (belongsTo(inner, outer, world, arePlaces)) return 'yes'
  const isCertain = arePlaces && ofCountry.test(outer) && ofCountry.test(inner)
  return isCertain || world.memberOf !== undefined ? 'no' : 'unknown'
}
