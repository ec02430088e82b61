import { z } from 'zod'
import type { StatusListFormat } from './encoded-list.ts'

/** What a set bit means: for good, or until it is taken back. */
export const statusPurposes = ['revocation', 'suspension'] as const

export type StatusPurpose = (typeof statusPurposes)[number]

/** The type of an entry, by the format of the list that it points into. */
const entryTypes = {
  BitstringStatusList: 'BitstringStatusListEntry',
  StatusList2021: 'StatusList2021Entry',
} as const satisfies Record<StatusListFormat, string>

/**
 * One member of `credentialStatus` (Bitstring Status List 1.0 section 2.1, StatusList2021 section 4):
 * where the bit of a credential stands. The index travels as text, and some makes write it as a number.
 */
export const statusEntrySchema = z.looseObject({
  type: z.enum(Object.values(entryTypes)),
  statusPurpose: z.string().min(1).max(64),
  statusListIndex: z
    .union([z.string().regex(/^\d{1,15}$/), z.number().int().nonnegative()])
    .transform(Number),
  statusListCredential: z.url().max(2000),
  /** More than one bit per credential is not read. */
  statusSize: z.literal(1).optional(),
})

export type StatusEntry = z.infer<typeof statusEntrySchema>

/**
 * For which purposes lists of ours are published. Readers of VCDM 1.1 know one status per credential: there,
 * a suspended one is shown as revoked until it is reinstated.
 */
export const purposesOf: Readonly<Record<StatusListFormat, readonly StatusPurpose[]>> = {
  BitstringStatusList: statusPurposes,
  StatusList2021: ['revocation'],
}

/** Where a list of ours is read, by purpose. */
export type StatusListUrl = (purpose: StatusPurpose) => string

/** What a credential of ours says about its status: one entry per purpose, all at the same index. */
export const statusEntriesAt = (format: StatusListFormat, urlOf: StatusListUrl, index: number) =>
  purposesOf[format].map((statusPurpose) => ({
    id: `${urlOf(statusPurpose)}#${index}`,
    type: entryTypes[format],
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential: urlOf(statusPurpose),
  }))
