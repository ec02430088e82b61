import { ok } from '@lianshu/kernel'
import type { FetchJson, JsonRequest } from '@lianshu/trust'
import { expect, it } from 'vitest'
import { runCli } from '../run-cli.ts'

const did = 'did:web:plant.example:participants:jia'
const member = {
  ...{
    id: did,
    state: 'APPLIED',
    name: { zh: '甲厂', en: 'Plant A' },
    appliedAt: '2026-03-01T08:00Z',
  },
  ...{ number: { scheme: 'uscc', value: '91350100M000100Y43' }, history: [] },
}

async function lianshu(argv: readonly string[], answer: unknown) {
  const asked: JsonRequest[] = []
  const out: string[] = []
  const fetchJson: FetchJson = async (request) => {
    asked.push(request)
    return ok(answer)
  }
  const print = (line: string) => out.push(line)
  const env = { LIANSHU_API_KEY: 'an-operator-key' }
  const code = await runCli(argv, { env, fetchJson, print, complain: print })
  return { code, asked, out: out.join('\n') }
}

it('lists who applied, found by words and standing, with the operator’s key', async () => {
  const argv = ['members', 'list', '甲厂', '--state', 'applied', '--lang', 'zh']
  const { code, asked, out } = await lianshu(argv, [member])
  expect(code).toBe(0)
  expect(out).toMatch(/待审核 +2026-03-01 +甲厂 +91350100M000100Y43 +did:web:plant/)
  const { pathname, searchParams } = new URL(asked[0]!.url)
  expect([pathname, searchParams.get('state'), searchParams.get('text')]).toEqual([
    ...['/members', 'APPLIED', '甲厂'],
  ])
  expect(asked[0]!.headers?.authorization).toBe('Bearer an-operator-key')
  expect((await lianshu(['members', 'list'], [])).out).toBe('there is no such member')
  expect((await lianshu(['members', 'list', '--state', 'happy'], [])).code).toBe(2)
})

it('decides on one, with a reason', async () => {
  const argv = ['members', 'decide', did, 'suspend', '--reason', '台账不符']
  const { code, asked, out } = await lianshu(argv, { ...member, state: 'SUSPENDED' })
  expect([code, out]).toEqual([0, 'Plant A: suspend → suspended'])
  expect(asked).toMatchObject([
    { method: 'POST', body: { decision: 'suspend', reason: '台账不符' } },
  ])
  expect(new URL(asked[0]!.url).pathname).toBe(`/members/${encodeURIComponent(did)}/decision`)
  expect(await lianshu(['members', 'decide', did, 'praise'], {})).toMatchObject({
    ...{ code: 2, asked: [] },
  })
})
