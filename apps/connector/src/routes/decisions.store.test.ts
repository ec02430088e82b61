import type { Negotiation, Transfer, WaitingDecision } from '@lianshu/exchange'
import { ok } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTwoSides, type TwoSides } from '../testing/two-sides.ts'

let sides: TwoSides
const pull = 'HttpData-PULL'
const gates = { [pull]: { open: async () => ok(undefined), close: async () => {} } }

beforeAll(async () => {
  sides = await openTwoSides({ gates })
})
afterAll(() => sides?.close())

const decides = (mode: 'automatic' | 'manual', withinSeconds?: number) =>
  sides.manage('plant', '/decision-rules', { mode, withinSeconds }, 'PUT')
const byHand = (withinSeconds?: number) => decides('manual', withinSeconds)
const nothingWaits = async () => {
  for (const side of ['plant', 'trainer'] as const) {
    expect(await sides.manage<WaitingDecision[]>(side, '/decisions')).toEqual([])
  }
}

describe('a request for data whose owner decides by hand', () => {
  it('waits, says who asks for what until when, and goes on with a yes', async () => {
    await byHand(3600)
    const { mine, theirs } = await sides.request()
    const waiting = await sides.waiting('plant')
    expect(waiting).toMatchObject({
      ...{ kind: 'negotiation', id: theirs, side: 'provider', state: 'REQUESTED' },
      ...{ counterpartyId: sides.node.didOf('trainer'), datasetId: sides.dataset.id },
      offer: { '@id': sides.offer['@id'] },
    })
    expect(Date.parse(waiting.decideBy) - Date.parse(waiting.askedAt)).toBe(3_600_000)
    await sides.manage('plant', `/negotiations/${theirs}/proceed`, {})
    expect((await sides.reaches('trainer', 'negotiations', mine, 'FINALIZED')).state).toBe(
      'FINALIZED',
    )
    await nothingWaits()
  })

  it('ends with a no, and the asker reads why', async () => {
    await byHand()
    const { mine, theirs } = await sides.request()
    await sides.waiting('plant')
    await sides.manage('plant', `/negotiations/${theirs}/terminate`, { reason: 'not to you' })
    const { state, ending } = await sides.reaches('trainer', 'negotiations', mine, 'TERMINATED')
    expect([state, ending]).toEqual([
      'TERMINATED',
      { by: 'provider', code: 'stopped', reasons: ['not to you'] },
    ])
    await nothingWaits()
  })

  it('goes back and forth by counter-offers, each of which a person at the other side accepts or counters', async () => {
    await byHand()
    const { mine, theirs } = await sides.request()
    await sides.waiting('plant')
    const dearer = { ...sides.offer, '@id': 'urn:dearer', prohibition: undefined }
    await sides.manage('plant', `/negotiations/${theirs}/offer`, { offer: dearer })
    expect(await sides.waiting('trainer')).toMatchObject({
      ...{ kind: 'negotiation', id: mine, side: 'consumer', state: 'OFFERED' },
      offer: { '@id': 'urn:dearer' },
    })
    await sides.manage('trainer', `/negotiations/${mine}/offer`, { offer: sides.offer })
    expect(await sides.waiting('plant')).toMatchObject({ offer: { '@id': sides.offer['@id'] } })
    await sides.manage('plant', `/negotiations/${theirs}/offer`, { offer: dearer })
    await sides.waiting('trainer')
    await sides.manage('trainer', `/negotiations/${mine}/proceed`, {})
    const done = await sides.reaches('plant', 'negotiations', theirs, 'FINALIZED')
    expect(done).toMatchObject({ state: 'FINALIZED', offer: { '@id': 'urn:dearer' } })
    expect(done.agreement?.prohibition).toBeUndefined()
  })

  it('may begin with an offer that nobody asked for, which a person accepts', async () => {
    await decides('automatic')
    const { id } = await sides.manage<Negotiation>('plant', '/negotiations/offers', {
      ...{ consumerId: sides.node.didOf('trainer'), consumerAddress: sides.addressOf('trainer') },
      offer: sides.offer,
    })
    const waiting = await sides.waiting('trainer')
    expect(waiting).toMatchObject({ side: 'consumer', state: 'OFFERED' })
    await sides.manage('trainer', `/negotiations/${waiting.id}/proceed`, {})
    expect((await sides.reaches('plant', 'negotiations', id, 'FINALIZED')).state).toBe('FINALIZED')
  })

  it('is refused without a person when it is for nothing that is offered', async () => {
    await byHand()
    const elsewhere = { ...sides.offer, target: 'urn:uuid:no-such-dataset' }
    const { mine } = await sides.request(elsewhere)
    const { ending } = await sides.reaches('trainer', 'negotiations', mine, 'TERMINATED')
    expect(ending?.code).toBe('policy.denied')
    await nothingWaits()
  })

  it('takes no step that is not ours', async () => {
    await byHand()
    const { mine, theirs } = await sides.request()
    await sides.waiting('plant')
    const headers = { 'x-api-key': sides.node.apiKey }
    const at = (slug: string, id: string) => `/api/participants/${slug}/negotiations/${id}/proceed`
    const asked = { method: 'POST', headers }
    expect((await sides.node.ask(at('trainer', mine), asked)).status).toBe(409)
    expect((await sides.node.ask(at('trainer', theirs), asked)).status).toBe(404)
    expect((await sides.reaches('plant', 'negotiations', theirs, 'REQUESTED')).state).toBe(
      'REQUESTED',
    )
    await sides.manage('plant', `/negotiations/${theirs}/terminate`, { reason: 'the test is over' })
  })
})

describe('a decision that nobody takes', () => {
  it('is a no once its time is over, and both sides read so', async () => {
    await byHand(1)
    const { mine, theirs } = await sides.request()
    const ended = await sides.reaches('trainer', 'negotiations', mine, 'TERMINATED')
    expect(ended.ending).toMatchObject({ by: 'provider', code: 'policy.undecided' })
    const there = await sides.reaches('plant', 'negotiations', theirs, 'TERMINATED')
    expect(there).toMatchObject({ state: 'TERMINATED', ending: { code: 'policy.undecided' } })
    expect(there.decideBy).toBeUndefined()
  })

  it('does not undo one that was taken in time', async () => {
    await byHand(2)
    const { mine, theirs } = await sides.request()
    const { decideBy } = await sides.waiting('plant')
    await sides.manage('plant', `/negotiations/${theirs}/proceed`, {})
    await sides.reaches('trainer', 'negotiations', mine, 'FINALIZED')
    await new Promise((done) => setTimeout(done, Date.parse(decideBy) - Date.now() + 300))
    expect((await sides.reaches('plant', 'negotiations', theirs, 'FINALIZED')).state).toBe(
      'FINALIZED',
    )
  })
})

describe('a transfer from an owner who decides by hand', () => {
  const ask = (agreementId: string | undefined) =>
    sides.manage<Transfer>('trainer', '/transfers', { agreementId, format: pull })
  const agreed = async () => {
    await decides('automatic')
    const { mine } = await sides.request()
    return (await sides.reaches('trainer', 'negotiations', mine, 'FINALIZED')).agreementId
  }

  it('waits for a yes', async () => {
    const agreementId = await agreed()
    await byHand(3600)
    const asked = await ask(agreementId)
    const waiting = await sides.waiting('plant')
    expect(waiting).toMatchObject({
      kind: 'transfer',
      state: 'REQUESTED',
      agreementId,
      format: pull,
    })
    await sides.manage('plant', `/transfers/${waiting.id}/start`, {})
    expect((await sides.reaches('trainer', 'transfers', asked.id, 'STARTED')).state).toBe('STARTED')
    await nothingWaits()
  })

  it('stands with everything else that waits in pages, the nearest deadline first', async () => {
    const agreementId = await agreed()
    const waits = async (count: number) =>
      expect.poll(async () => (await pages('')).flat().length, { timeout: 10_000 }).toBe(count)
    const ids: string[] = []
    for (const [index, seconds] of [300, 100, 200].entries()) {
      await byHand(seconds)
      ids.push((await sides.request()).theirs)
      await waits(index + 1)
    }
    await byHand(150)
    await ask(agreementId)
    await waits(4)

    const told = await pages('?limit=3')
    expect(told.map((page) => page.map(({ kind }) => kind))).toEqual([
      ['negotiation', 'transfer', 'negotiation'],
      ['negotiation'],
    ])
    const [transfer] = told.flat().filter(({ kind }) => kind === 'transfer')
    const order = [ids[1], transfer?.id, ids[2], ids[0]]
    expect(told.flat().map(({ id }) => id)).toEqual(order)
    expect((await pages('?limit=1')).flat().map(({ id }) => id)).toEqual(order)
    const wrong = await sides.node.ask('/api/participants/plant/decisions?page=x', {
      headers: { 'x-api-key': sides.node.apiKey },
    })
    expect(wrong.status).toBe(400)
    await end('transfers', transfer?.id)
    for (const id of ids) await end('negotiations', id)
    await nothingWaits()
  })

  const end = (kind: string, id: string | undefined) =>
    sides.manage('plant', `/${kind}/${id}/terminate`, { reason: 'the test is over' })

  /** What waits at the plant, page by page, as the `Link` headers lead. */
  async function pages(query: string): Promise<WaitingDecision[][]> {
    const all: WaitingDecision[][] = []
    let path: string | undefined = `/api/participants/plant/decisions${query}`
    while (path !== undefined && all.length < 10) {
      const answer: Response = await sides.node.ask(path, {
        headers: { 'x-api-key': sides.node.apiKey },
      })
      const page = (await answer.json()) as WaitingDecision[]
      if (page.length > 0) all.push(page)
      path = /^<(.*)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    return all
  }

  it('starts by itself where the owner leaves it to the rules, and is over when nobody decides', async () => {
    const agreementId = await agreed()
    const first = await ask(agreementId)
    expect((await sides.reaches('trainer', 'transfers', first.id, 'STARTED')).state).toBe('STARTED')
    await byHand(1)
    const second = await ask(agreementId)
    const ended = await sides.reaches<Transfer>('trainer', 'transfers', second.id, 'TERMINATED')
    expect(ended.ending).toMatchObject({ by: 'provider', code: 'policy.undecided' })
    const running = await sides.reaches('trainer', 'transfers', first.id, 'STARTED')
    expect(running.state).toBe('STARTED')
  })
})
