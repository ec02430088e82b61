import type { TestResult } from '../suite.ts'

const outcome = /^(SUCCESSFUL|FAILED|ABORTED): (.+)$/
const words = /^WORDS: (.+)$/

/** The result that one line of a kit's output tells, if it does. */
export function resultIn(line: string): TestResult | undefined {
  const [, status, id] = outcome.exec(line) ?? []
  return id === undefined ? undefined : { id, passed: status === 'SUCCESSFUL' }
}

/**
 * What became of each test, from the output of RunKit.java: a line when a test ends, and after the last
 * one the kit's words about each failure. A kit ends with exit code 0 whatever happened, so only these
 * lines count. A failure of a whole class, of which no single line tells, is a result as well.
 */
export function parseOutput(output: string): TestResult[] {
  const lines = output.split('\n')
  const said = failuresIn(lines)
  const results = lines.flatMap((line) => resultIn(line) ?? [])
  const told = results.map((result) => {
    const text = result.passed ? undefined : said.get(result.id)
    return text === undefined ? result : { ...result, words: text }
  })
  const known = new Set(results.map(({ id }) => id))
  const others = [...said].filter(([id]) => !known.has(id))
  return [...told, ...others.map(([id, text]) => ({ id, passed: false, words: text }))]
}

/** A kit names a failed test in full and a finished one up to its last colon. */
function failuresIn(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  lines.forEach((line, at) => {
    const name = words.exec(line)?.[1]
    if (name === undefined) return
    const end = lines.findIndex((next, index) => index > at && !next.startsWith('  '))
    const text = lines.slice(at + 1, end === -1 ? undefined : end)
    const colon = name.lastIndexOf(':')
    found.set(colon === -1 ? name : name.slice(0, colon), withoutFrames(text))
  })
  return found
}

/** A stack without its frames: what happened, and because of what. */
const withoutFrames = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(at |\.\.\. \d+ more|Suppressed: )/.test(line))
    .join('\n')
