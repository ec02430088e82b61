#!/usr/bin/env node
// The one door of every npm command. Plain JavaScript with no imports but Node's own, because it runs
// before anything is installed and under any Node from 20 on.
import { ensureInstalled } from './install.mjs'
import { nodeBinary, runNode } from './runtime.mjs'

const commands = {
  start: { entry: 'apps/sandbox/src/main.ts', needs: 'run' },
  cli: { entry: 'apps/cli/src/main.ts', needs: 'run' },
  eval: { entry: 'apps/sandbox/src/eval/main.ts', needs: 'run' },
  bench: { entry: 'apps/sandbox/src/bench/main.ts', needs: 'run' },
  conformance: { entry: 'infra/conformance/src/main.ts', needs: 'run' },
  chaos: { entry: 'apps/sandbox/src/chaos/main.ts', needs: 'run' },
  test: { entry: 'scripts/test.mjs', needs: 'develop' },
  check: { entry: 'scripts/check.mjs', needs: 'develop' },
  docs: { entry: 'scripts/docs.ts', needs: 'develop' },
  migrations: { entry: 'scripts/migrations.mjs', needs: 'develop' },
  screenshots: { entry: 'apps/sandbox/src/screenshots/main.ts', needs: 'develop' },
}

const [name, ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  console.error(`unknown command ${name ?? ''}; known: ${Object.keys(commands).join(', ')}`)
  process.exit(2)
}

try {
  ensureInstalled(command.needs)
  process.exitCode = await runNode(nodeBinary(), [command.entry, ...args])
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
