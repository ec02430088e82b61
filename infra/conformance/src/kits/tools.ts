import { runProgram } from './run-program.ts'

/** What the kits need on this machine, each with the question that shows it is there. */
const tools = [
  { program: 'java', args: ['-version'], means: 'Java 17 or newer' },
  { program: 'mvn', args: ['-v'], means: 'Maven 3' },
]

/** Names what is missing; empty when the kits can run. */
export async function missingTools(signal: AbortSignal): Promise<readonly string[]> {
  const missing = await Promise.all(
    tools.map(async ({ program, args, means }) => {
      try {
        await runProgram(program, { args, signal, timeoutMs: 60_000 })
        return []
      } catch {
        return [means]
      }
    }),
  )
  return missing.flat()
}
