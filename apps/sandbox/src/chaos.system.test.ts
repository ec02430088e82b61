import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CampaignReport, runCampaign } from './chaos/campaign.ts'
import { portsOfWorld } from './chaos/world/open-world.ts'
import { removeDataspace } from './space/start-dataspace.ts'
import { findFreePorts } from './testing/free-ports.ts'

const directory = mkdtempSync(join(tmpdir(), 'lianshu-chaos-'))
let report: CampaignReport

beforeAll(async () => {
  const firstPort = await findFreePorts(portsOfWorld)
  const signal = new AbortController().signal
  const deps = { ...{ directory, firstPort, signal }, say: () => {} }
  report = await runCampaign({ runs: 1, seed: 2, from: 1 }, deps)
}, 600_000)

afterAll(async () => {
  await removeDataspace(directory)
  await rm(directory, { recursive: true, force: true })
})

it('a batch of runs is disturbed and killed, and both sides agree on everything', () => {
  expect(report.found.map(({ rule, text }) => `${rule}: ${text}`)).toEqual([])
  expect(report.kills).toBeGreaterThan(0)
  expect(report.faults).toBeGreaterThan(10)
  expect(report.processes).toBeGreaterThanOrEqual(report.runs * 3)
})
