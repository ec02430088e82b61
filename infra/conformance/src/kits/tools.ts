import { runProgram } from './run-program.ts'

/** What the kits need on this machine, and how its answer shows that it is there. */
const tools = [
  { program: 'java', args: ['--version'], fits: isJava17, means: 'Java 17 or newer' },
  { program: 'mvn', args: ['-v'], fits: () => true, means: 'Maven 3' },
]

/** Names what is missing; empty when the kits can run. */
export async function missingTools(signal: AbortSignal): Promise<readonly string[]> {
  const missing = await Promise.all(
    tools.map(async ({ program, args, fits, means }) => {
      try {
        return fits(await runProgram(program, { args, signal, timeoutMs: 60_000 })) ? [] : [means]
      } catch {
        return [means]
      }
    }),
  )
  return missing.flat()
}

/** `openjdk 17.0.15 2025-04-15`; Java 8 and older do not know the question. */
export function isJava17(answer: string): boolean {
  const major = /^\S+ (\d+)/.exec(answer)?.[1]
  return major !== undefined && Number(major) >= 17
}
