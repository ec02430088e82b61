// Runs every test that needs no external service and ends with `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNode } from './runtime.mjs'

const folder = mkdtempSync(join(tmpdir(), 'lianshu-test-'))
const report = join(folder, 'report.json')
const vitest = 'node_modules/vitest/vitest.mjs'
const args = process.argv.slice(2)
const code = await runNode(process.execPath, [
  ...[vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ...args,
])
try {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  // A file that fails to load fails without a test of its own: it counts as one.
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.length,
  )
  const failed = numFailedTests + broken.length
  const skipped = numPendingTests ? `, ${numPendingTests} skipped` : ''
  console.log(`${numPassedTests} passed, ${failed} failed${skipped}`)
} catch {
  console.log('0 passed, 1 failed')
}
rmSync(folder, { recursive: true, force: true })
process.exitCode = code
