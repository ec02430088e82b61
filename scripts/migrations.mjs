// Writes the SQL that leads from the last migration to the schema of today: `npm run migrations -- NAME`.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const adapters = fileURLToPath(new URL('../packages/adapters/', import.meta.url))
const library = createRequire(`${adapters}package.json`).resolve('drizzle-kit')
const kit = join(dirname(library), 'bin.cjs')
const name = process.argv.slice(2).find((argument) => !argument.startsWith('-'))
const { status } = spawnSync(
  process.execPath,
  ['--import', './drizzle-resolve.ts', kit, 'generate', ...(name ? ['--name', name] : [])],
  { cwd: adapters, stdio: 'inherit' },
)
process.exit(status ?? 1)
