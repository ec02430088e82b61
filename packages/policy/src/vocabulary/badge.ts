import type { Words } from '@lianshu/kernel'

/**
 * How far a term is guaranteed: `enforced` we stop what breaks it, `attested` a signed statement or a
 * credential says so, `contractual` only the law stops it.
 */
export const badges = ['enforced', 'attested', 'contractual'] as const
export type Badge = (typeof badges)[number]

export const badgeWords = {
  enforced: { zh: '技术强制', en: 'enforced' },
  attested: { zh: '签名声明', en: 'attested' },
  contractual: { zh: '合同约束', en: 'contractual' },
} as const satisfies Record<Badge, Words>

/** Of several terms that must all hold, the weakest says what is guaranteed. */
export const weakestBadge = (found: readonly Badge[]): Badge =>
  badges.toReversed().find((badge) => found.includes(badge)) ?? 'enforced'
