import { DomainFailure } from '@lianshu/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entriesOf, fixtureLog, rehash } from '../testing/fixture-log.ts'
import { type FixtureServer, startFixtureServer } from '../testing/fixture-server.ts'
import { type VerifyNodeLog, verifyNodeLog } from './verify-node-log.ts'

let server: FixtureServer
let log: Awaited<ReturnType<typeof fixtureLog>>
beforeEach(async () => {
  server = await startFixtureServer()
  log = await fixtureLog(server)
})
afterEach(() => server.close())

const check = (more: Partial<VerifyNodeLog> = {}) =>
  verifyNodeLog({ brokerUrl: server.url, did: log.origin.did, ...more })
const path = (rest: string) => `/api/log/${log.origin.did}/${rest}`

/** The name of the first step that fails. */
const brokenAt = async (more: Partial<VerifyNodeLog> = {}) => {
  const { verified, witnessed, steps } = await check(more)
  expect([verified, witnessed]).toEqual([false, false])
  return steps.find(({ ok }) => !ok)?.name
}

describe('verifyNodeLog', () => {
  it('verifies a log of several pages with keys from the DID documents', async () => {
    const { head } = await log.serve(log.records(1203))
    const found = await check()
    expect(found).toMatchObject({ verified: true, witnessed: true, size: 1203, root: head.root })
    expect(found.steps.map(({ name }) => name)).toEqual([
      ...['keys', 'leaves', 'records', 'heads', 'signatures', 'witnesses'],
    ])
    const pages = server.asked.filter((one) => one.path.includes('entries'))
    expect(pages.map((one) => one.path.split('?')[1])).toEqual([
      ...['from=0&to=500', 'from=500&to=1000', 'from=1000&to=1203'],
    ])
  })

  it('refuses a changed entry, however well the broker hides it', async () => {
    const { leaves } = await log.serve(log.records(5))
    const forged = leaves[2]!.replace('round.trained', 'round.refused')
    server.answers.set(path('entries'), entriesOf(leaves.with(2, forged)))
    expect(await brokenAt()).toBe('leaves')
    server.answers.set(path('entries'), entriesOf(leaves.with(2, await rehash(forged))))
    expect(await brokenAt()).toBe('heads')
  })

  it('refuses a removed entry, another spelling, and an entry of another log', async () => {
    const { leaves } = await log.serve(log.records(5))
    server.answers.set(path('entries'), entriesOf(leaves.slice(0, 4)))
    expect(await brokenAt()).toBe('records')
    const spelled = await rehash(leaves[0]!.replace('{', '{ '))
    server.answers.set(path('entries'), entriesOf(leaves.with(0, spelled)))
    expect(await brokenAt()).toBe('leaves')
    const foreign = await rehash(leaves[0]!.replaceAll(log.origin.did, log.witness.did))
    server.answers.set(path('entries'), entriesOf(leaves.with(0, foreign)))
    expect(await brokenAt()).toBe('leaves')
  })

  it('refuses a head or a cosignature that somebody else signed, whatever keys the broker gives', async () => {
    const stranger = await log.join('stranger')
    const as = (did: string) => ({
      ...stranger,
      keys: [{ ...stranger.keys[0]!, kid: `${did}#${stranger.keys[0]!.kid.split('#')[1]}` }],
    })
    const { origin, witness, records } = log
    await log.serve(records(3), { origin: as(origin.did) as never, witness })
    expect(await brokenAt()).toBe('signatures')
    await log.serve(records(3), { origin, witness: as(witness.did) as never })
    expect(await brokenAt()).toBe('witnesses')
    const { told, cosignature } = await log.serve(records(3), { origin: stranger, witness })
    const keys = { [stranger.keys[0]!.kid]: stranger.keys[0]!.publicJwk }
    server.answers.set(path('head'), { ...told, cosignatures: [cosignature], keys })
    expect(await brokenAt()).toBe('signatures')
  })

  it('refuses a witness who saw another log, and one whose document cannot be read', async () => {
    const { cosignature: other } = await log.serve([log.records(2)[1]!])
    const { told, cosignature } = await log.serve(log.records(3))
    server.answers.set(path('head'), { ...told, cosignatures: [cosignature, other] })
    expect(await brokenAt()).toBe('witnesses')
    server.answers.set(path('head'), { ...told, cosignatures: [cosignature] })
    expect((await check()).verified).toBe(true)
    server.answers.delete('/participants/broker/did.json')
    expect(await brokenAt()).toBe('keys')
  })

  it('says when nobody else saw the head', async () => {
    const { told } = await log.serve(log.records(3))
    server.answers.set(path('head'), { ...told, cosignatures: [] })
    expect(await check()).toMatchObject({ verified: true, witnessed: false })
  })

  it('keeps to the head of an earlier visit', async () => {
    const { head } = await log.serve(log.records(3))
    await log.serve(log.records(5))
    expect(await check({ remembered: head })).toMatchObject({ verified: true, witnessed: true })
    await log.serve(log.records(5).with(1, log.records(9)[8]!))
    expect(await brokenAt({ remembered: head })).toBe('memory')
    await log.serve(log.records(2))
    expect(await brokenAt({ remembered: head })).toBe('memory')
    server.answers.delete(path('head'))
    expect(await brokenAt({ remembered: head })).toBe('memory')
  })

  it('throws when there is nothing to check', async () => {
    await expect(check()).rejects.toThrow(DomainFailure)
    await expect(check({ did: 'nobody' })).rejects.toThrow(/not a DID/)
    server.answers.set(path('head'), { size: -1 })
    await expect(check()).rejects.toThrow(/answered something else/)
    await expect(check({ brokerUrl: 'http://127.0.0.1:1' })).rejects.toThrow(/cannot be reached/)
  })
})
