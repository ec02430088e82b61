import { unwrap } from '@lianshu/kernel'
import { memberCredentials, offerKind, outcomeKind } from '@lianshu/trust'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openIssuingWorld } from '../testing/issuing-world.ts'

let world: Awaited<ReturnType<typeof openIssuingWorld>>
beforeAll(async () => {
  world = await openIssuingWorld()
})
afterAll(() => world?.close())

const [membership, organization] = memberCredentials.map(({ id }) => id) as [string, string]
const issued = async (holder: Parameters<typeof world.give>[0]) =>
  world.stores.issued.ofHolder(world.issuer, holder)

describe('a decision on a request', () => {
  it('is made once, whoever decides at the same time', async () => {
    const plant = await world.member('once')
    const { id } = await world.ask(plant, [membership])
    const decided = await Promise.all(
      Array.from({ length: 6 }, () => world.issue(id).catch(String)),
    )
    expect(decided.some((result) => typeof result !== 'string' && result.ok)).toBe(true)
    expect(await issued(plant)).toHaveLength(1)
    const messages = (await world.sent(outcomeKind)).filter(({ to }) => to === plant)
    expect(messages).toHaveLength(1)
  })

  it('leaves no valid credential with a member whose membership is taken away meanwhile', async () => {
    for (let round = 0; round < 12; round++) {
      const plant = await world.member(`raced-${round}`)
      await world.give(plant)
      const { id } = await world.ask(plant, [membership, organization])
      await Promise.all([
        world.issue(id).catch(() => undefined),
        world.decide(plant, 'revoke').catch(() => undefined),
      ])
      // Whoever lost decides anew, as the jobs and the operator do.
      await world.decide(plant, 'revoke')
      await world.issue(id)
      const states = (await issued(plant)).map(({ state }) => state)
      expect([round, new Set(states)]).toEqual([round, new Set(['REVOKED'])])
    }
  })
})

describe('places in status lists', () => {
  it('are each taken once, though many are drawn at the same time', async () => {
    const plants = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => world.member(`crowd-${n}`)))
    await Promise.all(
      plants.map((plant) =>
        world.give(
          plant,
          memberCredentials.map(({ id }) => id),
        ),
      ),
    )
    const all = (await Promise.all(plants.map(issued))).flat()
    const places = new Set(all.map(({ statusList, statusIndex }) => `${statusList} ${statusIndex}`))
    expect([all.length, places.size]).toEqual([24, 24])
  })

  it('go on in a second list when the first is half full', async () => {
    await world.db.execute(sql`insert into issued_credentials
      (participant_id, id, holder, object_id, status_list, status_index, state, issued_at, valid_until)
      select ${world.issuer}, 'filler-' || n, 'did:web:filler', 'x', 'bitstring-1', 200000 + n, 'REVOKED', now(), now()
      from generate_series(1, 65536) n`)
    const plant = await world.member('late')
    await world.give(plant)
    expect(await issued(plant)).toMatchObject([{ statusList: 'bitstring-2' }])
  })
})

describe('a credential that ends soon', () => {
  it('is offered to its holder once a day until a newer one is given', async () => {
    const plant = await world.member('renewing')
    await world.give(plant, [membership, organization])
    const offers = async () => (await world.sent(offerKind)).filter(({ to }) => to === plant)
    await world.renew()
    expect(await offers()).toEqual([])
    world.passDays(77)
    await world.renew()
    await world.renew()
    const [offer, ...more] = await offers()
    expect(more).toEqual([])
    expect(offer?.body).toMatchObject({
      ...{ type: 'CredentialOfferMessage', issuer: world.issuer },
      credentials: [
        { id: membership, credentialType: 'MembershipCredential', offerReason: 'reissue' },
        { id: organization, credentialType: 'OrganizationCredential', offerReason: 'reissue' },
      ],
    })
    world.passDays(1)
    await world.renew()
    expect(await offers()).toHaveLength(2)
    await world.give(plant, [membership])
    world.passDays(1)
    await world.renew()
    const last = (await offers()).at(-1)?.body as { credentials: object[] }
    expect([(await offers()).length, last.credentials]).toMatchObject([3, [{ id: organization }]])
  })

  it('is offered again when its renewal did not reach its holder, until a newer one does', async () => {
    const plant = await world.member('unreached')
    await world.give(plant, [membership, organization])
    const offers = async () => (await world.sent(offerKind)).filter(({ to }) => to === plant)
    world.passDays(77)
    await world.renew()
    const lost = await world.give(plant, [membership, organization])
    world.passDays(1)
    await world.renew()
    expect(await offers()).toHaveLength(1)
    const buried = { kind: 'refused', status: 0, reason: 'nobody there', answer: null } as const
    await world.settle(lost.id, buried)
    await world.renew()
    await world.renew()
    const [, again, ...more] = await offers()
    expect(more).toEqual([])
    expect(again?.body).toMatchObject({ credentials: [{ id: membership }, { id: organization }] })

    const { id } = await world.give(plant, [membership, organization])
    await world.settle(id, { kind: 'delivered', status: 200, answer: null })
    world.passDays(2)
    await world.renew()
    expect(await offers()).toHaveLength(2)
  })

  it('that never reached anybody is offered without waiting for its end', async () => {
    const plant = await world.member('never-reached')
    const { id } = await world.give(plant)
    await world.settle(id, { kind: 'refused', status: 400, reason: 'no', answer: null })
    const offers = async () => (await world.sent(offerKind)).filter(({ to }) => to === plant)
    await world.renew()
    expect(await offers()).toMatchObject([{ body: { credentials: [{ id: membership }] } }])
    // A person at the operator's sent the dead letter again, and it arrived.
    await world.settle(id, { kind: 'delivered', status: 200, answer: null })
    world.passDays(1)
    await world.renew()
    expect(await offers()).toHaveLength(1)
  })

  it('is not offered to who would be given none now', async () => {
    const plant = await world.member('suspended')
    await world.give(plant)
    unwrap(await world.decide(plant, 'suspend'))
    world.passDays(80)
    await world.renew()
    expect((await world.sent(offerKind)).filter(({ to }) => to === plant)).toEqual([])
  })
})
