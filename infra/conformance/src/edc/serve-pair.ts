// Two EDCs, a consumer and a provider with one dataset on offer, for whoever measures them from another
// process. Argument: the idle wait of their loops in milliseconds, EDC's own default without it. Writes one
// line of JSON, what to post where to have a negotiation begin, and runs until its standard input ends.
// Exit code 3: there is no Java, no Maven, or nothing to fetch here.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DomainFailure } from '@lianshu/kernel'
import { kitCache } from '../kits/cache.ts'
import { fetchKit } from '../kits/fetch-kit.ts'
import { missingTools } from '../kits/tools.ts'
import { openEdcPair } from './pair.ts'
import { edcRelease } from './release.ts'

const loopMs = process.argv[2] === undefined ? undefined : Number(process.argv[2])
const interrupt = new AbortController()
const { signal } = interrupt
const say = (line: string) => process.stderr.write(`${line}\n`)
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupt.abort())
process.stdin.resume().once('end', () => interrupt.abort())

const missing = await missingTools(signal)
if (missing.length > 0) {
  say(`EDC needs ${missing.join(' and ')}, not found here.`)
  process.exit(3)
}
const directory = await mkdtemp(join(tmpdir(), 'lianshu-edc-'))
try {
  const jars = await fetchKit(edcRelease, { cache: kitCache(), signal, say })
  await using pair = await openEdcPair({ jars, directory, loopMs, signal })
  console.log(JSON.stringify(pair.negotiation))
  if (!signal.aborted) await once(signal, 'abort')
} catch (error) {
  if (!signal.aborted) {
    if (!(error instanceof DomainFailure)) throw error
    say(error.error.message)
    process.exitCode = error.error.code === 'peer.unreachable' ? 3 : 1
  }
} finally {
  await rm(directory, { recursive: true, force: true })
}
