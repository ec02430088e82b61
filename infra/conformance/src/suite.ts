import type { Release } from './kits/kit.ts'

/** What became of one test, under the name that its kit gives it. */
export interface TestResult {
  readonly id: string
  readonly passed: boolean
  /** The kit's own words about a failure. */
  readonly words?: string
}

/** What a suite works with while it runs. */
export interface SuiteContext {
  /** An empty folder of its own, removed afterwards. */
  readonly directory: string
  /** The folder with the jars of the suite's kit. */
  readonly jars: string
  readonly signal: AbortSignal
  /** Where the jobs of our nodes wait; in their own databases without it. */
  readonly redis?: string
  /** One line of progress for a person. */
  readonly say: (line: string) => void
}

/** One row of `npm run conformance`: a kit, or one role of it, against a system of ours. */
export interface Suite {
  /** What the command line calls it, e.g. `dcp issuer`. */
  readonly name: string
  /** The kit, or the connector of another make, that the system of ours meets. */
  readonly kit: Release
  /** The tests that this version of the kit runs: one that is missing, or one more, is a failure. */
  readonly expected: readonly string[]
  /** Starts the system, runs the kit against it, stops the system, and tells what became of each test. */
  readonly run: (context: SuiteContext) => Promise<readonly TestResult[]>
}
