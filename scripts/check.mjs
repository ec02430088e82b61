// `npm run check`: fast to slow, cached by turbo, so that an unchanged second run costs nothing.
import { runNode } from './runtime.mjs'

const tasks = ['types', 'lint', 'arrows', 'sizes', 'docs', 'test'].map((task) => `check:${task}`)
const turbo = 'node_modules/turbo/bin/turbo'
process.env.TURBO_TELEMETRY_DISABLED = '1'
process.exitCode = await runNode(process.execPath, [
  ...[turbo, 'run', ...tasks, '--concurrency=2', '--output-logs=new-only'],
  ...process.argv.slice(2),
])
