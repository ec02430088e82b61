import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetchJson } from '../outgoing/fetch-json.ts'
import { runCli } from '../run-cli.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianshu-policy-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function policy(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCli(['policy', ...argv], {
    env: {},
    fetchJson: createFetchJson(),
    print: (line) => out.push(line),
    complain: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
async function file(name: string, content: unknown) {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const offerBy = async (...argv: string[]) => JSON.parse((await policy('write', ...argv)).out)

describe('lianshu policy', () => {
  it('writes an offer by a template, and says it in sentences', async () => {
    expect((await policy('write')).out).toContain('federated-training')
    const offer = await offerBy(
      'federated-training',
      '--purpose',
      'energy,quality',
      '--price',
      '12.5',
    )
    const path = await file('offer.json', offer)
    const told = await policy('explain', path)
    expect(told.out).toMatch(/\[enforced\] +You may train models/)
    expect(told.out).toMatch(/\[attested\] +only for the purpose energy, quality/)
    expect(told.out).toMatch(/\[contractual\] +You must pay 12.50 yuan/)
    expect((await policy('explain', path, '--lang', 'zh')).out).toMatch(/可以训练模型/)
    const checked = await policy('check', path)
    expect(checked).toMatchObject({ code: 0, err: '' })
    expect(checked.out).toMatch(
      /^· prohibition\[\d\] {2}"pass derivatives on": no machine can check it/m,
    )
    const plain = { '@id': 'p', '@type': 'Set', permission: [{ action: 'use' }] }
    expect((await policy('check', await file('plain.json', plain))).out).toBe('nothing found')
  })

  it('finds what its owner can hardly have meant', async () => {
    const path = await file('over.json', await offerBy('trial', '--until', '2026-01-01T00:00:00Z'))
    const checked = await policy('check', path, '--at', '2026-06-01T00:00:00Z')
    expect(checked).toMatchObject({ code: 1, out: expect.stringContaining('✗ permission[0]') })
    expect((await policy('check', path, '--at', '2025-06-01T00:00:00Z')).code).toBe(0)
  })

  it('asks whether a use would be permitted, and names the rule', async () => {
    const parties = { assigner: 'did:web:a', assignee: 'did:web:b', target: 'urn:d' }
    const offer = await offerBy('federated-training', '--rounds', '10')
    const path = await file('agreement.json', { ...offer, ...parties, '@type': 'Agreement' })
    const asked = ['ask', path, '--delivery', 'federated', '--cohort', '3']
    expect(await policy(...asked, '--used', '9')).toMatchObject({
      code: 0,
      out: expect.stringContaining('✓ permission[0]'),
    })
    const refused = await policy(...asked, '--used', '10', '--json')
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.out)).toMatchObject({
      ...{ decision: 'deny', code: 'policy.used-up', rule: 'permission[0]' },
    })
    expect(await policy(...asked, '--as', 'did:web:c')).toMatchObject({ code: 1 })
    expect(await policy(...asked, '--cohort', 'few')).toMatchObject({ code: 2 })
    expect(await policy(...asked, '--action', 'conquer')).toMatchObject({ code: 2 })
  })

  it('says what is wrong with a file, and where', async () => {
    expect((await policy('explain', join(folder, 'none.json'))).err).toContain('no such file')
    expect((await policy('explain', await file('bad.json', '{'))).err).toContain('no JSON')
    const strange = { '@id': 'p', '@type': 'Offer', permission: [{ action: 'odrl:conquer' }] }
    expect(await policy('check', await file('strange.json', strange))).toMatchObject({
      code: 1,
      err: expect.stringContaining('permission[0]: the action odrl:conquer is not known'),
    })
    expect(await policy('write', 'gift')).toMatchObject({ code: 2 })
    expect(await policy('write', 'trial', '--price', '1e9')).toMatchObject({ code: 2 })
  })
})
