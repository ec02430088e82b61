import type { Locale } from '@lianshu/kernel'
import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'

/** A requirement that was read from a demand, with the words that led to it. */
export interface Constraint<Value> {
  readonly value: Value
  /** A hard one excludes; a soft one only ranks. */
  readonly strength: 'hard' | 'soft'
  /** Letter for letter from the demand; empty when it is the default. */
  readonly words: readonly string[]
}

/** What a demand asks for. A key that is absent was not asked for. */
export interface DemandConstraints {
  /** Every one of these must be permitted. */
  readonly uses?: Constraint<readonly Use[]>
  /** One of these must be offered. */
  readonly deliveries?: Constraint<readonly DeliveryMode[]>
  /** One of these must be present. */
  readonly modalities?: Constraint<readonly string[]>
  readonly minimumCount?: Constraint<{ readonly count: number; readonly unit?: string }>
  readonly minimumSamplingHz?: Constraint<number>
  /** Highest security level that the seeker may touch. */
  readonly maximumLevel?: Constraint<'general' | 'important'>
  readonly region?: Constraint<string>
  readonly labelled?: Constraint<boolean>
  readonly noGeneratedData?: Constraint<boolean>
  readonly noPersonalInformation?: Constraint<boolean>
  readonly crossBorder?: Constraint<boolean>
  /** `binary`, `multiclass`, `regression`. */
  readonly task?: Constraint<string>
}

/** A word of the topic and how much it counts; translations count a little less than the word itself. */
export interface TopicTerm {
  readonly word: string
  readonly weight: number
  /** What stood in the demand. */
  readonly from: string
}

export interface DemandReading {
  readonly text: string
  readonly locale: Locale
  readonly topic: readonly TopicTerm[]
  readonly constraints: DemandConstraints
}
