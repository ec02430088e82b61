import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SuiteContext, TestResult } from '../suite.ts'
import type { Kit } from './kit.ts'
import { parseOutput, resultIn } from './parse-output.ts'
import { runProgram } from './run-program.ts'

export interface KitRun {
  readonly kit: Kit
  /** `dataspacetck.…` and the ids of single tests. */
  readonly properties: Readonly<Record<string, string>>
  /** Java packages that hold the tests to run. */
  readonly packages: readonly string[]
}

const source = join(import.meta.dirname, 'RunKit.java')
/** A kit waits seconds for each step of each test that fails. */
const timeoutMs = 30 * 60_000

/**
 * Runs a kit's tests, telling each as it ends. Throws when the kit cannot run at all; that tests fail
 * is a result.
 */
export async function runKit(
  { jars, directory, signal, say }: SuiteContext,
  { kit, properties, packages }: KitRun,
): Promise<readonly TestResult[]> {
  const file = join(directory, 'kit.properties')
  await writeFile(file, propertiesFile(properties))
  const output = await runProgram('java', {
    args: ['-cp', join(jars, '*'), source, kit.launcher, file, ...packages],
    ...{ signal, timeoutMs },
    onLine(line) {
      const result = resultIn(line)
      if (result) say(`  ${result.passed ? '✔' : '✘'} ${result.id}`)
    },
  })
  await writeFile(join(directory, 'kit.log'), output)
  return parseOutput(output)
}

/** The format of java.util.Properties: its separators and all that is not ASCII are escaped. */
export const propertiesFile = (properties: Readonly<Record<string, string>>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}\n`)
    .join('')

const escaped = (text: string): string =>
  text
    .replaceAll(/[\\:=#! \t]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll(
      /[^\x20-\x7e]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
