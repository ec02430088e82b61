import { type DomainError, domainError, err, ok, type Result, type Words } from '@lianshu/kernel'
import type { OrganizationNumber } from '@lianshu/protocol/dcp'
import { isLei } from './lei.ts'
import { isUscc } from './uscc.ts'

export type OrganizationScheme = OrganizationNumber['scheme']

/** What the registers are called where people read. */
export const organizationSchemeWords: Readonly<Record<OrganizationScheme, Words>> = {
  uscc: { zh: '统一社会信用代码', en: 'unified social credit code' },
  lei: { zh: '全球法人识别编码', en: 'legal entity identifier' },
}

const schemes = {
  uscc: { holds: isUscc, rule: '18 characters of GB 32100 whose last one fits the others' },
  lei: { holds: isLei, rule: '20 characters of ISO 17442 whose last two digits fit the others' },
} as const

/**
 * Reads a company's number as people type it: spaces and hyphens between groups and small letters do no
 * harm. `input.invalid` when form or checksum do not hold.
 */
export function readOrganizationNumber({
  scheme,
  value,
}: OrganizationNumber): Result<OrganizationNumber, DomainError<'input.invalid'>> {
  const plain = value.replace(/[\s-]/g, '').toUpperCase()
  const { holds, rule } = schemes[scheme]
  if (holds(plain)) return ok({ scheme, value: plain })
  const { en } = organizationSchemeWords[scheme]
  const message = `not a ${en}: it has ${rule}; look for a mistyped character`
  return err(domainError('input.invalid', message, { at: 'number.value' }))
}
