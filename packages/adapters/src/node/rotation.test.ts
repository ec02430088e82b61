import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { domainError, err, manualClock, ok, systemRandom, unwrap } from '@lianshu/kernel'
import { activeKey, buildDidDocument, didWeb, type FetchJson } from '@lianshu/trust'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeyFile } from '../keys/key-file.ts'
import { createIdentities, type Identities } from './identities.ts'

const [sender, receiver] = [didWeb('sender.example'), didWeb('receiver.example')]
const clock = manualClock('2026-03-01T08:00:00Z')

let home: string
let sending: Identities
let replica: Identities
let receiving: Identities
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'lianshu-rotation-'))
  ;[sending, replica] = [await open('sender'), await open('sender')]
  receiving = await open('receiver')
  await Promise.all([sending.ensureKeys(sender), receiving.ensureKeys(receiver)])
})
afterEach(() => rmSync(home, { recursive: true }))

/** Documents as they stand at the moment when somebody asks: of the sender, from whichever replica. */
const fetchJson: FetchJson = async ({ url }) => {
  if (url !== 'https://sender.example/.well-known/did.json') {
    return err(domainError('peer.unreachable', url))
  }
  const keys = await replica.keysOf(sender)
  return ok(buildDidDocument({ did: sender, keys, services: [], now: clock.now() }))
}

async function open(folder: string): Promise<Identities> {
  const seen = new Set<string>()
  return createIdentities({
    ...{ clock, random: systemRandom, operators: [], allowHttpOnLoopback: false, fetchJson },
    keyStore: await openKeyFile(join(home, folder)),
    fetchDocument: async ({ url }) => err(domainError('peer.unreachable', url)),
    seenTokens: { remember: async (...[, , id]) => !seen.has(id) && Boolean(seen.add(id)) },
  })
}

const send = async (by: Identities) => {
  const authorization = await by.authorization(sender, receiver)
  return authorization.slice('Bearer '.length)
}
const isTaken = async (token: string) => (await receiving.authenticate(token, receiver)).ok

describe('a change of keys', () => {
  it('loses no token, however many are made and checked meanwhile, on either replica', async () => {
    const kids = new Set<string>()
    for (let round = 0; round < 5; round++) {
      // A verifier looks for an unknown key at most every ten seconds.
      clock.advance(11_000)
      const before = await Promise.all([send(sending), send(replica)])
      const busy = Array.from({ length: 60 }, async (_, index) => {
        for (let pause = index % 7; pause > 0; pause--) await new Promise(setImmediate)
        return isTaken(await send(index % 2 === 0 ? sending : replica))
      })
      const rotated = await sending.rotateKeys(sender, {})
      kids.add(activeKey(rotated).kid)
      const taken = await Promise.all([...busy, ...before.map(isTaken)])
      expect(taken.filter((isGood) => !isGood)).toEqual([])
      expect(activeKey(await replica.keysOf(sender)).kid).toBe(activeKey(rotated).kid)
    }
    expect(kids.size).toBe(5)
  })

  it('keeps every new key when two are asked for at once', async () => {
    const before = await sending.keysOf(sender)
    await Promise.all([sending.rotateKeys(sender, {}), sending.rotateKeys(sender, {})])
    expect((await sending.keysOf(sender)).keys).toHaveLength(before.keys.length + 2)
  })

  it('lets what the old key signed verify until its end, and then never again', async () => {
    const statement = { fen: 1 }
    const jws = await sending.sign(sender, statement)
    await sending.rotateKeys(sender, { overlapDays: 30 })
    const check = async () => (await receiving.verify(sender, jws)).ok
    expect(await check()).toBe(true)
    clock.advance(29 * 86_400_000)
    expect(await check()).toBe(true)
    clock.advance(2 * 86_400_000)
    expect(await check()).toBe(false)
    const keys = await sending.rotateKeys(sender, {})
    expect(keys.keys).toHaveLength(2)
  })

  it('takes a key that others may have out of the document at once', async () => {
    const jws = await sending.sign(sender, 1)
    const token = await send(sending)
    await sending.rotateKeys(sender, { overlapDays: 0 })
    expect(unwrap(await receiving.resolver.resolve(sender)).verificationMethod).toHaveLength(1)
    expect((await receiving.verify(sender, jws)).ok).toBe(false)
    expect(await isTaken(token)).toBe(false)
    expect(await isTaken(await send(sending))).toBe(true)
  })

  it('takes the keys before it out with it: a copy of any of them may be what others have', async () => {
    const jws = await sending.sign(sender, 1)
    await sending.rotateKeys(sender, {})
    expect((await receiving.verify(sender, jws)).ok).toBe(true)
    await sending.rotateKeys(sender, { overlapDays: 0 })
    clock.advance(10 * 60_000)
    expect((await receiving.verify(sender, jws)).ok).toBe(false)
  })

  it('leaves no private half of the old key behind', async () => {
    const { keys } = await sending.rotateKeys(sender, { algorithm: 'ES256' })
    expect(keys.map(({ algorithm }) => algorithm)).toEqual(['ES256', 'EdDSA'])
    expect(keys.map((key) => 'privateJwk' in key)).toEqual([true, false])
  })
})
