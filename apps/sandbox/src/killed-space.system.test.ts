import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredAgreement } from '@lianshu/exchange'
import type { LogRecord } from '@lianshu/kernel'
import type { RoundReceipt } from '@lianshu/protocol/rounds'
import { afterAll, expect, it } from 'vitest'
import { pathOf, trainerName } from './job/job.ts'
import type { RunView } from './job/run-view.ts'
import { createManager } from './space/manager.ts'
import type { SpaceFile } from './space/space-file.ts'
import type { machineSummary } from './summary/machine-summary.ts'
import { findFreePorts } from './testing/free-ports.ts'
import { killCommands, runCommand } from './testing/run-command.ts'
import { writeSyntheticTable } from './testing/synthetic-table.ts'
import { makeTestHome } from './testing/test-home.ts'

const home = makeTestHome()
const spaces = join(home.directory, 'home')
const table = writeSyntheticTable(home.directory, 240)
const rounds = 6

afterAll(async () => {
  await killCommands()
  await home.remove()
})

const npmStart = (port: number) =>
  runCommand(
    ...['--home', spaces, '--port', String(port), '--json', '--rounds', String(rounds)],
    ...['--data', table, '--target', 'pass', '--exclude', 'grade,yield', '--owners', '3'],
  )

function apiKeyOf(node: string): string {
  const [space] = readdirSync(spaces)
  const file = JSON.parse(readFileSync(join(spaces, space!, 'space.json'), 'utf8')) as SpaceFile
  return file.nodes.find(({ name }) => name === node)!.apiKey
}

it('npm start, killed in the middle of the rounds, goes on with what was agreed', async () => {
  const port = await findFreePorts(6)
  const broker = createManager(`http://127.0.0.1:${port}`)

  const first = npmStart(port)
  await first.says(/round 2 of/)
  const [before] = await broker.get<readonly RunView[]>('/api/runs')
  await first.kill()
  expect(await first.leftBehind()).toEqual([])

  const second = npmStart(port)
  await second.says(/goes on where it was stopped/)
  await second.says(/Ctrl-C stops everything/)
  const summary = JSON.parse(second.stdout()) as ReturnType<typeof machineSummary>

  // The same run on the same agreements, finished, and everything proven.
  const agreementsOf = (run: RunView) => run.participants.map(({ agreementId }) => agreementId)
  expect(summary.run).toMatchObject({ id: before!.id, state: 'COMPLETED' })
  expect(summary.run.rounds.map(({ round }) => round)).toEqual([1, 2, 3, 4, 5, 6])
  expect(summary.agreements.map(({ id }) => id).sort()).toEqual(agreementsOf(before!).sort())
  expect(summary.logs.map(({ verified }) => verified)).toEqual([true, true, true, true, true])
  expect(summary.settlement.shares).toHaveLength(3)

  // Nothing twice: runs, agreements, receipts, settlements.
  expect(await broker.get<readonly RunView[]>('/api/runs')).toHaveLength(1)
  const trainer = createManager(`http://127.0.0.1:${port + 1}`, apiKeyOf(trainerName))
  const agreements = await trainer.get<readonly StoredAgreement[]>(
    pathOf(trainerName, '/agreements'),
  )
  expect(agreements).toHaveLength(3)
  const receipts = await broker.get<readonly { receipt: RoundReceipt }[]>(
    `/api/runs/${encodeURIComponent(before!.id)}/receipts`,
  )
  expect(receipts.map(({ receipt }) => receipt.round)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  const records = await recordsOfBroker(broker, port)
  const count = (type: string) => records.filter((record) => record.type === type).length
  expect(count('settlement.made')).toBe(1)
  expect(count('round.aggregated')).toBe(rounds + 2)
  expect(count('run.created')).toBe(1)

  second.interrupt()
  expect(await second.ended).toBe(0)
  expect(await second.leftBehind()).toEqual([])
})

async function recordsOfBroker(
  broker: ReturnType<typeof createManager>,
  port: number,
): Promise<readonly LogRecord[]> {
  const did = encodeURIComponent(`did:web:127.0.0.1%3A${port}`)
  const entries = await broker.get<readonly { leaf: string }[]>(
    `/api/log/${did}/entries?from=0&to=1000`,
  )
  return entries.map(({ leaf }) => JSON.parse(leaf) as LogRecord)
}
