import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFetchJson } from '../outgoing/fetch-json.ts'
import { runCli } from '../run-cli.ts'
import { type FixtureServer, startFixtureServer } from '../testing/fixture-server.ts'

let server: FixtureServer
beforeEach(async () => {
  server = await startFixtureServer()
})
afterEach(() => server.close())

async function print(...argv: readonly string[]): Promise<string> {
  const out: string[] = []
  const world = {
    env: {},
    fetchJson: createFetchJson(),
    complain: (line: string) => out.push(line),
  }
  const words = [...argv, '--broker', server.url]
  const code = await runCli(words, { ...world, print: (line) => out.push(line) })
  return [...out, `exit ${code}`].join('\n')
}

const name = { zh: '甲厂', en: 'Plant A' }
const run = {
  ...{ id: 'urn:run:1', state: 'COMPLETED', task: 'binary', target: '故障', planHash: 'ab12' },
  ...{ round: 2, rounds: 2, startedAt: '2026-03-01T08:00:00Z', endedAt: '2026-03-01T08:01:00Z' },
  initiator: { did: 'did:web:t', name },
  participants: [{ did: 'did:web:a', name, state: 'active', bytesOut: 4096 }],
  history: [
    { round: 0, phase: 'statistics', attempt: 1, rows: 900, cohort: 3 },
    { round: 1, phase: 'train', attempt: 2, rows: 900, cohort: 3, loss: 0.51237 },
  ],
  evaluation: { metrics: { task: 'binary', auc: 0.91, confusion: [[1]] } },
  settlement: { totalFen: 10001, shares: [{ did: 'did:web:a', name, rows: 900, fen: 10001 }] },
  model: { sha256: 'cd34', size: 10, url: '/x' },
}

it('lists runs and shows one of them', async () => {
  server.answers.set('/api/runs', [run])
  server.answers.set('/api/runs/urn:run:1', run)
  expect(await print('runs')).toMatch(/COMPLETED {2}binary 故障 +2\/2 +1 +urn:run:1\nexit 0$/)
  const shown = await print('run', 'show', 'urn:run:1')
  expect(shown).toMatch(/auc +0\.91\n/)
  expect(shown).toMatch(/Plant A +active +4096\n/)
  expect(shown).toMatch(/train +1 +2 +3 +900 +0\.5124\n/)
  expect(shown).toMatch(/settlement +rows +¥100\.01\nPlant A +900 +¥100\.01\nexit 0$/)
  expect(await print('runs', '--json')).toContain('"confusion":[[1]]')
})

it('says what the broker says about a run that is not there', async () => {
  expect(await print('run', 'show', 'urn:run:2')).toBe('lianshu: there is no such thing\nexit 1')
  server.answers.set('/api/runs/urn:run:2', { id: 7 })
  expect(await print('run', 'show', 'urn:run:2')).toContain('answered something else at id')
})

it('lists demands with their first match', async () => {
  expect(await print('demand', 'list', '--lang', 'zh')).toContain('exit 1')
  server.answers.set('/api/demands', [])
  expect(await print('demand', 'list', '--lang', 'zh')).toBe('尚无需求\nexit 0')
  const demand = { id: 'urn:demand:1', at: '2026-03-01T08:00:00Z', text: '需要铣床数据' }
  const ranked = [{ title: { zh: '铣床', en: 'milling' } }]
  server.answers.set('/api/demands', [{ ...demand, ranked, excluded: [] }])
  expect(await print('demand', 'list')).toMatch(
    /需要铣床数据 +1 +0 +milling +urn:demand:1\nexit 0$/,
  )
})
