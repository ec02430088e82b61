import { loadQuickly } from '@lianshu/adapters/loading'
import { DomainFailure } from '@lianshu/kernel'
import { helpText, readArgs } from './args.ts'
import { interruptible } from './interruptible.ts'

const args = readArgs(process.argv.slice(2))
if (!args.ok) {
  console.error(args.error.message)
  process.exit(2)
}
if (args.value.help) {
  console.log(helpText)
  process.exit(0)
}
try {
  // Loaded late: whoever mistyped an option hears of it at once.
  const { start } = await loadQuickly(() => import('./start.ts'))
  process.exitCode = await start(args.value, interruptible())
} catch (error) {
  // What nobody expected keeps its stack, for a report; what was foreseen says what to do.
  console.error(error instanceof DomainFailure ? `\n${error.error.message}` : error)
  process.exitCode = 1
}
process.exit()
