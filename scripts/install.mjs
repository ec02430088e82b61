// Installs what is missing: the packages to run the product, or those to develop it as well.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const marker = 'node_modules/.lianshu-installed'
const lock = () => createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')

function installed() {
  if (!existsSync(marker)) return undefined
  const [hash, scope] = readFileSync(marker, 'utf8').trim().split(' ')
  return hash === lock() ? scope : undefined
}

/**
 * Makes node_modules fit package-lock.json. `npm install` rather than `npm ci`, because some packages
 * list builds for other platforms that a registry may lack; the lock file stays as it is.
 */
export function ensureInstalled(scope) {
  const present = installed()
  if (present === 'develop' || present === scope) return
  const omit = scope === 'run' ? ['--omit=dev'] : ['--include=dev']
  const started = Date.now()
  console.error(`Installing packages (${scope === 'run' ? 'to run' : 'to develop'}), once …`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const before = readFileSync('package-lock.json')
  const flags = ['--no-audit', '--no-fund', '--loglevel=error']
  const result = spawnSync(npm, ['install', ...omit, ...flags], { stdio: ['ignore', 2, 2] })
  if (result.status !== 0) throw new Error('npm install failed; see its message above.')
  if (!before.equals(readFileSync('package-lock.json'))) writeFileSync('package-lock.json', before)
  writeFileSync(marker, `${lock()} ${scope}\n`)
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}
