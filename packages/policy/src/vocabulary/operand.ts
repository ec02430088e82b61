import type { Words } from '@lianshu/kernel'
import type { Operator } from '@lianshu/protocol/odrl'
import type { Badge } from './badge.ts'

/** What a right operand holds, and so how it is read and compared. */
export const valueTypes = {
  words: { zh: '代码或 IRI', en: 'codes or IRIs' },
  place: { zh: '地区代码（ISO 3166）', en: 'codes of places (ISO 3166), parts within their whole' },
  level: { zh: '有高低之分的代码', en: 'codes from low to high' },
  instant: { zh: '带时区的时刻', en: 'an instant with its time zone' },
  count: { zh: '整数', en: 'a whole number' },
  number: { zh: '数', en: 'a number' },
  duration: { zh: '时长（天、时、分、秒）', en: 'a duration in days, hours, minutes, seconds' },
  money: { zh: '以分计的金额', en: 'an amount in fen' },
} as const satisfies Record<string, Words>
export type ValueType = keyof typeof valueTypes

/** Where the value comes from that is compared with what the policy says. */
export const sources = {
  clock: { zh: '数据方时钟', en: "the owner's clock" },
  request: { zh: '请求方签名的请求', en: "the asker's signed request" },
  ledger: { zh: '使用台账', en: 'the usage ledger' },
  connector: { zh: '数据方连接器', en: "the owner's connector" },
  credential: { zh: '请求方凭证', en: "the asker's credentials" },
  statement: { zh: '签名声明', en: 'a signed statement of what happened' },
  contract: { zh: '双方签署的合约', en: 'the contract, as both sides signed it' },
} as const satisfies Record<string, Words>
export type Source = keyof typeof sources

/** One left operand: everything that reading, comparing, explaining and documenting it needs. */
export interface OperandEntry {
  /** Absolute IRIs; the first is what we write. */
  readonly iris: readonly string[]
  readonly type: ValueType
  /** Operators that have a meaning here; every other one is refused. */
  readonly operators: readonly Operator[]
  readonly source: Source
  readonly badge: Badge
  readonly words: Words
  /** The only values there are, from low to high for a `level`. */
  readonly codes?: readonly string[]
  /** What each value looks like. */
  readonly pattern?: RegExp
  /** Units that must be named; without the list, none may be. */
  readonly units?: readonly string[]
  /**
   * A ledger counts it up to a limit, so it may only stand where it must hold: in a permission, outside
   * alternatives.
   */
  readonly counted?: true
  /** The value ends a right: it holds until that instant, or for that many days after the signature. */
  readonly ends?: 'at' | 'days-after-signature'
}

export const wordOperators = ['eq', 'neq', 'isAnyOf', 'isNoneOf', 'isAllOf'] as const
export const partOperators = [...wordOperators, 'isA', 'isPartOf', 'hasPart'] as const
export const boundOperators = ['lt', 'lteq', 'gt', 'gteq'] as const
export const numberOperators = [...boundOperators, 'eq', 'neq'] as const
export const limitOperators = ['lt', 'lteq'] as const
