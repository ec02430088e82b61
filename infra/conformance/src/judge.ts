import type { Suite, TestResult } from './suite.ts'

/** A suite's outcome, held against what its kit is known to run. */
export interface Verdict {
  readonly name: string
  readonly kit: string
  readonly pass: boolean
  readonly passed: number
  readonly expected: number
  readonly failed: readonly TestResult[]
  /** Tests of the pinned list that did not run. */
  readonly missing: readonly string[]
  /** Tests that ran and are not in the pinned list, or ran twice. */
  readonly unexpected: readonly string[]
}

/** Passes only when exactly the expected tests ran, each once, and each passed. */
export function judge(
  { name, kit, expected }: Pick<Suite, 'name' | 'kit' | 'expected'>,
  results: readonly TestResult[],
): Verdict {
  const ran = results.map(({ id }) => id)
  const failed = results.filter(({ passed }) => !passed)
  const missing = expected.filter((id) => !ran.includes(id))
  const unexpected = ran.filter((id, index) => !expected.includes(id) || ran.indexOf(id) !== index)
  return {
    ...{ name, kit: `${kit.name} ${kit.version}`, failed, missing, unexpected },
    pass: failed.length + missing.length + unexpected.length === 0,
    passed: results.length - failed.length,
    expected: expected.length,
  }
}

/** The verdict for a person: `dsp 65/65`, and below it what is wrong. */
export function tell({ name, kit, pass, passed, expected, ...wrong }: Verdict): string {
  return [
    `${pass ? '✔' : '✘'} ${name} ${passed}/${expected} (${kit})`,
    ...wrong.failed.map(({ id, words }) => `  failed: ${id}${words ? `\n${indented(words)}` : ''}`),
    ...wrong.missing.map((id) => `  did not run: ${id}`),
    ...wrong.unexpected.map((id) => `  not in the pinned list of this version: ${id}`),
  ].join('\n')
}

const indented = (text: string) => text.replaceAll(/^/gm, '    ')
