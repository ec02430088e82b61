import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFetchJson } from './outgoing/fetch-json.ts'
import { runCli } from './run-cli.ts'
import { fixtureLog } from './testing/fixture-log.ts'
import { type FixtureServer, startFixtureServer } from './testing/fixture-server.ts'

let server: FixtureServer
let home: string
beforeEach(async () => {
  server = await startFixtureServer()
  home = await mkdtemp(join(tmpdir(), 'lianshu-cli-'))
})
afterEach(async () => {
  await server.close()
  await rm(home, { recursive: true })
})

async function lianshu(argv: readonly string[], env: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCli(argv, {
    env,
    fetchJson: createFetchJson(),
    print: (line) => out.push(line),
    complain: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('lianshu', () => {
  it('lists commands, and each has its own help in both languages', async () => {
    const all = await lianshu(['--help'])
    const names = [...all.out.matchAll(/^ {2}lianshu ((?:[a-z]+ ?)+)/gm)].map((match) => match[1]!)
    expect(names).toHaveLength(14)
    for (const name of names) {
      const zh = await lianshu([...name.trim().split(' '), '--help', '--lang', 'zh'])
      expect(zh).toMatchObject({ code: 0, err: '' })
      expect(zh.out).toMatch(/--json[\s\S]*退出码/)
    }
    expect((await lianshu([])).code).toBe(2)
  })

  it('suggests the command or option that was meant, with exit code 2', async () => {
    const typo = await lianshu(['catlog'])
    expect(typo).toMatchObject({ code: 2, err: expect.stringContaining('did you mean catalog?') })
    expect((await lianshu(['log'])).err).toContain('did you mean log verify?')
    expect((await lianshu(['runs', '--brokr', 'x'])).err).toContain('did you mean --broker?')
    expect((await lianshu(['run', 'show'])).err).toContain('usage: lianshu run show ID')
    expect((await lianshu(['run', 'show', '-h'])).code).toBe(0)
    expect((await lianshu(['catalog', '--broker', 'ftp://x'])).code).toBe(2)
    expect((await lianshu(['catalog', '--lang', 'fr'])).code).toBe(2)
  })

  it('verifies logs, remembers them, and fails at the next visit when one was cut', async () => {
    const log = await fixtureLog(server)
    await log.serve(log.records(4))
    const argv = ['log', 'verify', '--broker', server.url, '--home', home]
    const first = await lianshu([...argv, '--lang', 'zh'])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toMatch(/✓ 甲厂[\s\S]*4 条记录连续且完整[\s\S]*全部日志校验通过/)
    await log.serve(log.records(3))
    const second = await lianshu([...argv, '--json', '--node', log.origin.did])
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining('your last visit') })
    expect(JSON.parse(second.out)).toMatchObject({
      verified: false,
      logs: [{ did: log.origin.did, size: 3, verified: false }],
    })
    // What failed is not remembered: the proof of what was removed must stay.
    const kept = JSON.parse(await readFile(join(home, 'seen-heads.json'), 'utf8'))
    expect(kept[log.origin.did].size).toBe(4)
    await writeFile(join(home, 'seen-heads.json'), '{')
    expect((await lianshu(argv)).err).toContain('damaged')
  })

  it('takes an empty log for no failure, and an unknown node for one', async () => {
    await fixtureLog(server)
    const argv = ['log', 'verify', '--broker', server.url, '--home', home]
    expect(await lianshu(argv)).toMatchObject({ code: 0 })
    const unknown = await lianshu([...argv, '--node', 'did:web:nobody'])
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('not in this space') })
  })

  it('shows the catalogue, with nothing in a title that moves the cursor', async () => {
    const title = { zh: '铣床\u001b[2J数据', en: 'milling' }
    const ownerName = { zh: '甲厂', en: 'Plant A' }
    const item = { id: 'urn:1', title, ownerName, level: 'general', rows: 1200, priceFen: 1234 }
    server.answers.set('/api/listings', { total: 1, items: [item] })
    const shown = await lianshu(['catalog', '铣床', '--broker', server.url, '--lang', 'zh'])
    expect(shown.out).toMatch(/铣床�\[2J数据 {2}甲厂 {4}1200 {2}general {2}¥12\.34 {2}urn:1/)
    expect(server.asked.at(-1)?.path).toBe('/api/listings?q=铣床&page=1')
    const json = await lianshu(['catalog', '--broker', server.url, '--json'])
    expect(JSON.parse(json.out)).toMatchObject({ total: 1, items: [{ id: 'urn:1' }] })
  })

  it('manages datasets with a key that is never shown', async () => {
    const dataset = { id: 'urn:d:1', state: 'published', release: 1, file: 'a.csv' }
    const title = { zh: '铣床', en: 'milling' }
    const path = '/api/participants/plant-a/datasets'
    server.answers.set(path, [{ ...dataset, title }])
    server.answers.set(`${path}/urn:d:1/publish`, { ...dataset, title })
    const where = ['--connector', server.url, '--participant', 'plant-a']
    const env = { LIANSHU_API_KEY: 'a-very-secret-key' }
    expect((await lianshu(['datasets', 'list', ...where], env)).out).toContain('urn:d:1')
    const published = await lianshu(['datasets', 'publish', 'urn:d:1', ...where, '--key', 'other'])
    expect(published).toMatchObject({ code: 0, out: 'published 1  milling' })
    expect(server.asked.map(({ method, key }) => [method, key])).toEqual([
      ['GET', 'Bearer a-very-secret-key'],
      ['POST', 'Bearer other'],
    ])
    const problem = { status: 409, code: 'state.illegal', detail: 'dataset: not possible' }
    server.answers.set(`${path}/urn:d:1/withdraw`, problem)
    const refused = await lianshu(['datasets', 'withdraw', 'urn:d:1', ...where], env)
    expect(refused).toMatchObject({ code: 1, err: 'lianshu: dataset: not possible' })
    const odd = await lianshu(['datasets', 'list', ...where], { LIANSHU_API_KEY: 'geheim\n' })
    expect(odd).toMatchObject({ code: 2, err: expect.not.stringContaining('geheim') })
    expect((await lianshu(['datasets', 'list', ...where])).err).toContain('LIANSHU_API_KEY')
  })
})
