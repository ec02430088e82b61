/** A number with its unit as the least that is asked for. */
export interface Quantity {
  readonly value: number
  readonly words: string
}

const chineseDigits: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}
const scales: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
}

const atLeastBefore = String.raw`(?:不少于|不低于|不小于|至少|最少|超过|大于|高于|多于|>=|≥|>|at least|minimum(?: of)?|more than|over|no less than)\s*`
const atLeastAfter = String.raw`\s*(?:以上|起步|起|及以上|或以上|or more|or higher|or above|and above|and up|upwards|at least|\+)`
const number = String.raw`(\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十])\s*(十万|百万|千万|[百千万亿]|thousand|million|[km](?![a-z]))?`

const read = (digits: string, scale: string | undefined) =>
  (chineseDigits[digits] ?? Number(digits.replaceAll(',', ''))) *
  (scales[scale?.toLowerCase() ?? ''] ?? 1)

const countUnits: readonly (readonly [unit: string, pattern: string])[] = [
  ['images', '张|幅|images?|pictures?|photos?|photographs?|frames?'],
  ['rows', '行|条|笔|rows?|records?|lines|entries'],
  ['coils', '卷|coils?'],
  ['documents', '份|篇|documents?|reports?'],
  ['samples', '个样本|样本|例|samples?|examples?|instances'],
  ['hours', '小时|hours?'],
]
const anyUnit = countUnits.map(([, pattern]) => pattern).join('|')
const adjectives = String.raw`(?:\+\s*)?(?:[a-z-]+\s){0,2}?`
const countBefore = new RegExp(`${atLeastBefore}${number}\\s*${adjectives}(${anyUnit})`, 'i')
const countAfter = new RegExp(`${number}\\s*(${anyUnit})${atLeastAfter}`, 'i')
const countPlus = new RegExp(`${number}\\s*\\+\\s*${adjectives}(${anyUnit})`, 'i')

/** `不少于5万行`, `一万张起步`, `30k+ labelled pictures`: how much data is asked for at least. */
export function readMinimumCount(clause: string): (Quantity & { unit: string }) | undefined {
  const match = countBefore.exec(clause) ?? countAfter.exec(clause) ?? countPlus.exec(clause)
  if (!match?.[1] || !match[3]) return undefined
  const said = match[3]
  const unit = countUnits.find(([, pattern]) => new RegExp(`^(?:${pattern})$`, 'i').test(said))
  return { value: read(match[1], match[2]), unit: unit?.[0] ?? said, words: match[0].trim() }
}

const rate = String.raw`(\d[\d,]*(?:\.\d+)?)\s*(k|m|千|兆)?(?:hz|赫兹?)`
const rateBefore = new RegExp(`${atLeastBefore}${rate}`, 'i')
const rateAfter = new RegExp(`${rate}(?:${atLeastAfter})`, 'i')
const ratePrefixes: Readonly<Record<string, number>> = { k: 1e3, 千: 1e3, m: 1e6, 兆: 1e6 }

/** `采样≥5 kHz`, `20 kHz or more`, `秒级`: the lowest sampling rate that will do, in hertz. */
export function readMinimumSampling(clause: string): Quantity | undefined {
  const match = rateBefore.exec(clause) ?? rateAfter.exec(clause)
  if (match?.[1]) {
    const factor = ratePrefixes[match[2]?.toLowerCase() ?? ''] ?? 1
    return { value: Number(match[1].replaceAll(',', '')) * factor, words: match[0].trim() }
  }
  const level = /(毫秒级|(?<!毫)秒级|per[- ]second|millisecond[- ]level|second[- ]level)/i.exec(
    clause,
  )?.[0]
  if (level === undefined) return undefined
  return { value: /毫|milli/i.test(level) ? 1000 : 1, words: level }
}
