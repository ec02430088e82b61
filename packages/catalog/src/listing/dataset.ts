import type { DatasetId, Did, Json, Versioned, Words } from '@lianshu/kernel'
import type { Profile } from '../profile/profile.ts'
import type { PublishedProfile } from '../profile/published-profile.ts'
import type { DatasetState } from './dataset-machine.ts'

/** National grades of GB/T 43697-2024. Core data is never offered; important data stays federated. */
export const securityLevels = ['general', 'important', 'core'] as const
export type SecurityLevel = (typeof securityLevels)[number]

/** What an owner writes about a dataset, in words that others will read. */
export interface DatasetDescription {
  readonly title: Words
  readonly description: Words
  readonly keywords: readonly string[]
  /** A code such as `machinery`; labels live in `industryWords`. */
  readonly industry: string
  /** What it serves, e.g. predictive maintenance of milling machines. */
  readonly scenario: Words
  /** What a model would do, e.g. `binary`, `regression`. */
  readonly task: string
  readonly modality: 'table'
  readonly level: SecurityLevel
  /** ISO 3166-2, where the data lies. */
  readonly region?: string
  /** True when a simulation made the rows; said wherever the dataset is shown. */
  readonly simulated: boolean
  /** Who may see it in the catalogue and negotiate on it; absent: every member. Never published. */
  readonly audience?: readonly Did[]
}

/** A dataset at its owner's connector. `file` and `profile` never leave; `published` and `entry` do. */
export interface Dataset extends Versioned, DatasetDescription {
  readonly participantId: Did
  readonly id: DatasetId
  readonly state: DatasetState
  /** Name inside the owner's data directory. */
  readonly file: string
  readonly profile: Profile
  readonly published: PublishedProfile
  /** ODRL offer, as packages/policy builds it. */
  readonly offer: Json
  /** Counts publications, from 1; 0 before the first. */
  readonly release: number
  /** The signed DCAT dataset of the current release. */
  readonly entry?: Json
  readonly createdAt: string
  readonly updatedAt: string
}
