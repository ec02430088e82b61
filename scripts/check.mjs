// `npm run check`: fast to slow, cached by turbo, so that an unchanged second run costs nothing.
import { runNode } from './runtime.mjs'

const args = process.argv.slice(2)
const withTests = !args.includes('--without-tests')
const tasks = ['types', 'lint', 'arrows', 'sizes', 'docs', ...(withTests ? ['test'] : [])]
const turbo = 'node_modules/turbo/bin/turbo'
process.env.TURBO_TELEMETRY_DISABLED = '1'
process.exitCode = await runNode(process.execPath, [
  ...[turbo, 'run', ...tasks.map((task) => `check:${task}`), '--concurrency=2'],
  ...args.filter((arg) => arg !== '--without-tests'),
])
