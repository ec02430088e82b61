import { type Did, ok, unwrap, utf8 } from '@lianshu/kernel'
import { membershipScope, type PresentationResponse } from '@lianshu/protocol/dcp'
import { beforeEach, describe, expect, it } from 'vitest'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import type { CredentialStore, StoredCredential } from '../ports.ts'
import { signBytes } from '../sign/sign-json.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { issueSelfIssuedToken } from '../tokens/issue-token.ts'
import { verifySelfIssuedToken } from '../tokens/verify-token.ts'
import { answerPresentationQuery } from './answer-query.ts'
import { issueMembershipCredential } from './issue-membership.ts'
import { createMembershipVerifier } from './membership-verifier.ts'
import { buildPresentation, verifyPresentation } from './presentation.ts'
import { receiveCredential } from './receive-credential.ts'
import { verifyCredential } from './verify-credential.ts'

function memoryWallet(): CredentialStore & { all: StoredCredential[] } {
  const all: StoredCredential[] = []
  return {
    all,
    save: async (credential) => void all.push(credential),
    list: async (holder) => all.filter((credential) => credential.holder === holder),
  }
}

let space: Awaited<ReturnType<typeof fakeSpace>>
let broker: ParticipantKeys
let owner: ParticipantKeys
let trainer: ParticipantKeys
let wallet: ReturnType<typeof memoryWallet>
let queries = 0

beforeEach(async () => {
  space = await fakeSpace('broker', 'owner', 'trainer')
  ;[broker, owner, trainer] = space.members as [ParticipantKeys, ParticipantKeys, ParticipantKeys]
  wallet = memoryWallet()
  queries = 0
  // The owner's credential service, as its node would serve it.
  space.answers.set(`https://wallet.example/${owner.did}/presentations/query`, async (request) => {
    queries += 1
    const token = request.headers!.authorization!.replace('Bearer ', '')
    const deps = { ...space, keys: owner, credentials: wallet }
    return unwrap(await answerPresentationQuery(deps, { token, body: request.body }))
  })
})

const issue = (validDays = 30, issuer = broker) =>
  issueMembershipCredential(
    { ...space, keys: issuer },
    { holder: owner.did, name: '甲厂', roles: ['owner'], validDays },
  )
const rules = () => ({ trustedIssuers: [broker.did], holder: owner.did })
const verifier = () =>
  createMembershipVerifier({
    ...space,
    trustedIssuers: [broker.did],
    issueToken: ({ audience, accessToken }) =>
      issueSelfIssuedToken({ ...space, keys: trainer }, { audience, accessToken }),
  })

/** The access token that the owner's request to the trainer carried. */
async function accessToken(grantScopes: readonly string[] = [membershipScope]) {
  const command = { audience: trainer.did, grantScopes }
  const token = await issueSelfIssuedToken({ ...space, keys: owner }, command)
  return unwrap(await verifySelfIssuedToken(space, { token, audience: trainer.did })).accessToken
}

const ask = (verify: ReturnType<typeof verifier>, token: string | undefined) =>
  verify({ verifier: trainer.did, member: owner.did, accessToken: token })

describe('membership', () => {
  it('is issued, kept, queried, presented and verified', async () => {
    const { jwt, credential } = await issue()
    const stored = await receiveCredential(
      { ...space, credentials: wallet, trustedIssuers: [broker.did] },
      { holder: owner.did, jwt },
    )
    expect(stored.ok).toBe(true)
    const membership = await ask(verifier(), await accessToken())
    expect(membership).toEqual(
      ok({
        member: owner.did,
        name: '甲厂',
        roles: ['owner'],
        issuer: broker.did,
        credentialId: credential.id,
        validUntil: credential.validUntil,
      }),
    )
  })

  it('is kept for five minutes, and never beyond its end', async () => {
    const { jwt } = await issue(3 / 1440)
    const command = { holder: owner.did, jwt }
    await receiveCredential(
      { ...space, credentials: wallet, trustedIssuers: [broker.did] },
      command,
    )
    const verify = verifier()
    const token = await accessToken()
    await ask(verify, token)
    space.clock.advance(2 * 60_000)
    expect((await ask(verify, token)).ok).toBe(true)
    expect(queries).toBe(1)
    space.clock.advance(2 * 60_000)
    const late = await ask(verify, await accessToken())
    expect(late).toMatchObject({ ok: false, error: { code: 'auth.not-member' } })
  })

  it('is asked for again after five minutes, however long the credential lives', async () => {
    const { jwt } = await issue(30)
    const command = { holder: owner.did, jwt }
    const deps = { ...space, credentials: wallet, trustedIssuers: [broker.did] }
    await receiveCredential(deps, command)
    const verify = verifier()
    await ask(verify, await accessToken())
    space.clock.advance(5 * 60_000 - 1)
    await ask(verify, await accessToken())
    expect(queries).toBe(1)
    space.clock.advance(1)
    expect((await ask(verify, await accessToken())).ok).toBe(true)
    expect(queries).toBe(2)
  })

  it('is refused when the wallet is empty or the scope was not granted', async () => {
    const empty = await ask(verifier(), await accessToken())
    expect(empty).toMatchObject({ ok: false, error: { code: 'auth.not-member' } })
    wallet.all.push({
      holder: owner.did,
      id: 'x',
      types: ['MembershipCredential'],
      issuer: broker.did,
      validUntil: '2027-01-01T00:00:00Z',
      jwt: (await issue()).jwt,
    })
    const ungranted = await ask(verifier(), await accessToken([]))
    expect(ungranted).toMatchObject({ ok: false, error: { code: 'auth.not-member' } })
  })
})

describe('answerPresentationQuery', () => {
  const query = async (by: ParticipantKeys, token: string | undefined, body: object) => {
    const command = { audience: owner.did, accessToken: token }
    const bearer = await issueSelfIssuedToken({ ...space, keys: by }, command)
    const deps = { ...space, keys: owner, credentials: wallet }
    return answerPresentationQuery(deps, { token: bearer, body })
  }
  const message = {
    '@context': ['https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'],
    type: 'PresentationQueryMessage',
  }
  const scoped = { ...message, scope: [membershipScope] }

  it('refuses a missing access token, and one of somebody else', async () => {
    const missing = await query(trainer, undefined, scoped)
    expect(missing).toMatchObject({ ok: false, error: { code: 'auth.forbidden' } })
    const stolen = await query(broker, await accessToken(), scoped)
    expect(stolen).toMatchObject({ ok: false, error: { code: 'auth.forbidden' } })
    const invented = await query(trainer, 'a.b.c', scoped)
    expect(invented).toMatchObject({ ok: false, error: { code: 'auth.forbidden' } })
  })

  it('refuses scope with a definition, no scope, and a definition alone', async () => {
    const token = await accessToken()
    const definition = { presentationDefinition: { id: 'x' } }
    const both = await query(trainer, token, { ...scoped, ...definition })
    expect(both).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
    const none = await query(trainer, token, { ...message, scope: [] })
    expect(none).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
    const alone = await query(trainer, token, { ...message, ...definition })
    expect(alone).toMatchObject({ ok: false, error: { code: 'input.unsupported' } })
  })

  it('leaves expired credentials out', async () => {
    const { jwt, credential } = await issue(1)
    const { id, type, issuer, validUntil } = credential
    wallet.all.push({ holder: owner.did, id, types: type, issuer, validUntil, jwt })
    const before = unwrap(await query(trainer, await accessToken(), scoped))
    expect(before.presentation).toHaveLength(1)
    space.clock.advance(2 * 86_400_000)
    const after: PresentationResponse = unwrap(await query(trainer, await accessToken(), scoped))
    expect(after.presentation).toHaveLength(0)
  })
})

describe('verifyCredential', () => {
  const check = (jwt: string, change: object = {}) =>
    verifyCredential(space, jwt, { ...rules(), ...change })
  const refused = (message: RegExp) => ({
    ok: false,
    error: { code: 'auth.invalid', message: expect.stringMatching(message) },
  })

  it('refuses another issuer, another holder and another time', async () => {
    const { jwt } = await issue()
    expect((await check(jwt)).ok).toBe(true)
    expect(await check(jwt, { trustedIssuers: [] })).toMatchObject(refused(/trusted/))
    expect(await check(jwt, { holder: trainer.did as Did })).toMatchObject(refused(/not about/))
    space.clock.advance(-60_000)
    expect(await check(jwt)).toMatchObject(refused(/valid from/))
    space.clock.advance(31 * 86_400_000)
    expect(await check(jwt)).toMatchObject(refused(/expired/))
  })

  it('refuses a credential in the issuer’s name that somebody else signed', async () => {
    const { credential } = await issue()
    const bytes = utf8(JSON.stringify(credential))
    const byOwner = await signBytes(activeKey(owner), 'vc+jwt', bytes)
    expect(await check(byOwner)).toMatchObject(refused(/not signed by its issuer/))
    const borrowed = { ...activeKey(owner), kid: activeKey(broker).kid }
    expect(await check(await signBytes(borrowed, 'vc+jwt', bytes))).toMatchObject(
      refused(/does not match/),
    )
  })

  it('refuses a key that is not under assertionMethod', async () => {
    const { jwt } = await issue()
    space.publish(broker.did, { ...space.document(broker), assertionMethod: undefined })
    expect(await check(jwt)).toMatchObject(refused(/assertionMethod/))
  })
})

describe('verifyPresentation', () => {
  it('refuses another audience, another holder and an old one', async () => {
    const { jwt } = await issue()
    const command = { credentials: [jwt], audience: trainer.did }
    const presentation = await buildPresentation({ ...space, keys: owner }, command)
    const check = (holder: Did, audience: Did) =>
      verifyPresentation(space, presentation, { holder, audience })
    expect(await check(owner.did, trainer.did)).toEqual(ok([jwt]))
    expect((await check(owner.did, broker.did)).ok).toBe(false)
    expect((await check(broker.did, trainer.did)).ok).toBe(false)
    space.clock.advance(180_000)
    expect((await check(owner.did, trainer.did)).ok).toBe(false)
  })
})
