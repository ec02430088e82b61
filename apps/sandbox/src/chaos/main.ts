import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { interruptible } from '../interruptible.ts'
import { freePorts } from '../measure/free-ports.ts'
import { helpText, readChaosArgs } from './chaos-args.ts'

const args = readChaosArgs(process.argv.slice(2))
if (!args.ok) {
  console.error(args.error.message)
  process.exit(2)
}
if (args.value.help) {
  console.log(helpText)
  process.exit(0)
}
// Loaded late: whoever mistyped an option hears of it at once.
const { removeDataspace } = await import('../space/start-dataspace.ts')
const { runCampaign, worldDirectories } = await import('./campaign.ts')
const { machineReport, tellReport } = await import('./tell-report.ts')
const { portsOfWorld } = await import('./world/open-world.ts')

const { seed, json, keep, port, only } = args.value
const signal = interruptible()
const directory = mkdtempSync(join(tmpdir(), 'lianshu-chaos-'))
const say = (line: string) => process.stderr.write(`${line}\n`)
try {
  const firstPort = await freePorts(port, portsOfWorld * args.value.worlds)
  const report = await runCampaign(args.value, { directory, firstPort, say, signal })
  if (!json) console.log(tellReport(report, seed, only))
  console.log(JSON.stringify(machineReport(report, seed)))
  process.exitCode = signal.aborted ? 130 : report.found.length > 0 ? 1 : 0
} finally {
  if (keep) say(`everything is kept in ${directory}`)
  else {
    for (const world of worldDirectories(directory, args.value.worlds)) await removeDataspace(world)
    await rm(directory, { recursive: true, force: true })
  }
}
process.exit()
