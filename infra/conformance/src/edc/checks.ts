import { DomainFailure } from '@lianshu/kernel'
import type { TestResult } from '../suite.ts'
import type { InteropTest } from './interop-tests.ts'

/** Does the work of one check and keeps what became of it; what it came to is for the checks after it. */
export type Check = <T>(id: InteropTest, work: () => Promise<T>) => Promise<T | undefined>

export function createChecks(say: (line: string) => void): {
  readonly results: readonly TestResult[]
  readonly check: Check
} {
  const results: TestResult[] = []
  return {
    results,
    async check(id, work) {
      try {
        const value = await work()
        results.push({ id, passed: true })
        say(`  ✔ ${id}`)
        return value
      } catch (error) {
        const words = error instanceof DomainFailure ? error.error.message : String(error)
        results.push({ id, passed: false, words })
        say(`  ✘ ${id}`)
        return undefined
      }
    },
  }
}

/** What an earlier check came to; without it this one cannot be made, and fails. */
export function given<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what} to go on with`)
  return value
}

/** Throws with both values when they are not the same. */
export function same(what: string, actual: unknown, expected: unknown): void {
  if (actual === expected) return
  throw new Error(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`)
}
