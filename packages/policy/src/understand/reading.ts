import { notUnderstood } from './not-understood.ts'

export interface ReadOptions {
  /** The policies that `inheritFrom` may name; without it nothing can be inherited. */
  readonly parents?: (id: string) => unknown
  /**
   * Takes what ODRL allows and no owner means: a rule without an action, which is about every action, and a
   * compensation without an amount. For drafts and test suites, never for what is priced or enforced.
   */
  readonly incomplete?: boolean
}

/** What a policy may hold before it is refused unread: nobody writes more, and every decision walks it. */
export const bounds = {
  rules: 500,
  constraints: 2000,
  /** Of logical constraints in each other, and of consequences. */
  nesting: 12,
  values: 500,
  inheritance: 5,
} as const

/** One reading of one policy, with all that it inherits: it counts what it has taken. */
export interface Reading {
  readonly options: ReadOptions
  takeRule(at: string): void
  takeConstraint(at: string, depth: number): void
}

export function startReading(options: ReadOptions): Reading {
  let rules = 0
  let constraints = 0
  return {
    options,
    takeRule(at) {
      rules += 1
      if (rules > bounds.rules) notUnderstood(at, `more than ${bounds.rules} rules`)
    },
    takeConstraint(at, depth) {
      constraints += 1
      if (constraints > bounds.constraints) {
        notUnderstood(at, `more than ${bounds.constraints} constraints`)
      }
      if (depth > bounds.nesting) notUnderstood(at, `nested deeper than ${bounds.nesting} levels`)
    },
  }
}
