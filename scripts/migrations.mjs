// Writes the migration that leads from the last one to the schema in packages/adapters.
import { runNode } from './runtime.mjs'

process.chdir('packages/adapters')
process.exitCode = await runNode(process.execPath, [
  '../../node_modules/drizzle-kit/bin.cjs',
  'generate',
  ...process.argv.slice(2),
])
