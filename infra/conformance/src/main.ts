import { DomainFailure } from '@lianshu/kernel'
import { helpText, readArguments } from './args.ts'
import { tell, type Verdict } from './judge.ts'
import { kitCache } from './kits/cache.ts'
import { missingTools } from './kits/tools.ts'
import { runSuite } from './run-suite.ts'
import { suites } from './suites.ts'

const read = readArguments(suites, process.argv.slice(2))
if (read.kind === 'help') {
  console.log(helpText(suites))
  process.exit(0)
}
if (read.kind === 'wrong') {
  console.error(read.message)
  process.exit(2)
}
const interrupt = new AbortController()
const { signal } = interrupt
// Once: what runs is given up and cleaned away. Twice: at once.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupt.abort())
const say = (line: string) => process.stderr.write(`${line}\n`)
const missing = await missingTools(signal)
if (missing.length > 0) {
  console.error(`Nothing was checked: the test kits need ${missing.join(' and ')}, not found here.`)
  process.exit(3)
}
if (read.kind === 'check-tools') process.exit(0)
const cache = kitCache()
const verdicts: Verdict[] = []
const unserved: string[] = []
for (const suite of read.suites) {
  if (signal.aborted) break
  const verdict = await runSuite(suite, {
    cache,
    signal,
    say,
    keep: read.keep,
    redis: read.redis,
  }).catch((error: Error) => error)
  if (verdict instanceof Error) {
    console.error(`${suite.name} could not run: ${verdict.message}`)
    if (isUnserved(verdict)) unserved.push(suite.name)
  } else {
    console.log(tell(verdict))
    verdicts.push(verdict)
  }
}
const pass = verdicts.length === read.suites.length && verdicts.every((verdict) => verdict.pass)
if (read.json) console.log(JSON.stringify({ name: 'conformance', pass, suites: verdicts }))
// What Maven cannot bring is as good as a missing tool: nothing was checked, nothing failed.
const skipped = verdicts.every((verdict) => verdict.pass) && unserved.length > 0
const isSkip = skipped && verdicts.length + unserved.length === read.suites.length
process.exit(signal.aborted ? 130 : pass ? 0 : isSkip ? 3 : 1)

function isUnserved(error: Error): boolean {
  return error instanceof DomainFailure && error.error.code === 'peer.unreachable'
}
