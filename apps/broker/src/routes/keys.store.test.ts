import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBroker, type TestBroker } from '../testing/test-broker.ts'

let broker: TestBroker
beforeAll(async () => {
  broker = await openTestBroker('automatic')
})
afterAll(() => broker?.close())

type Keys = { kid: string; status: string; verifiesUntil?: string }[]

const keys = () => broker.operate<Keys>('/operate/keys')

describe('the operator’s keys', () => {
  it('change while members go on with what the old key signed', async () => {
    const plant = await broker.join('before')
    const [first] = await keys()
    const rotated = await broker.operate<Keys>('/operate/keys/rotate', { overlapDays: 30 })
    expect(rotated.map(({ status }) => status)).toEqual(['active', 'retired'])
    expect(rotated[1]?.kid).toBe(first?.kid)
    const document = (await (await broker.ask('/.well-known/did.json')).json()) as {
      assertionMethod: string[]
    }
    expect(document.assertionMethod).toEqual(rotated.map(({ kid }) => kid))
    const demand = { as: plant, body: { text: '需要铣床数据' } }
    expect((await broker.ask('/demands', demand)).status).toBe(201)
    const later = await broker.join('after')
    expect((await broker.ask('/demands', { ...demand, as: later })).status).toBe(201)
  })

  it('are told without their secrets, and their change is in the log', async () => {
    const told = await keys()
    expect(JSON.stringify(told)).not.toMatch(/jwk|"d"/i)
    await broker.operate('/operate/log', {})
    const entries = (await (
      await broker.ask(`/api/log/${encodeURIComponent(broker.did)}/entries?from=0&to=100`)
    ).json()) as { leaf: string }[]
    const records = entries.map(({ leaf }) => JSON.parse(leaf) as Record<string, string>)
    const [rotation] = records.filter(({ type }) => type === 'key.rotated')
    expect(rotation).toMatchObject({ actor: broker.did, subject: told[0]?.kid })
  })

  it('are sealed anew under another master key, and open after a restart', async () => {
    const before = await keys()
    expect(await broker.operate('/operate/master-key/renew', {})).toEqual({ sealed: 1 })
    await broker.restart()
    expect(await keys()).toEqual(before)
    await broker.join('sealed')
  })
})
