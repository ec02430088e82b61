import { unwrap } from '@lianshu/kernel'
import { dcpContext, membershipScope, readPresentation } from '@lianshu/protocol/dcp'
import { beforeEach, expect, it } from 'vitest'
import type { ParticipantKeys } from '../keys/participant-keys.ts'
import { tradingSpace } from '../testing/trading-space.ts'
import { issueSelfIssuedToken } from '../tokens/issue-token.ts'
import { parseObject } from '../verify/jws.ts'
import { answerPresentationQuery } from './answer-query.ts'
import { dcpWalletRules } from './wallet-rules.ts'

let world: Awaited<ReturnType<typeof tradingSpace>>
beforeEach(async () => {
  world = await tradingSpace()
})

const message = { '@context': [dcpContext], type: 'PresentationQueryMessage' }
const asking = (...scope: readonly string[]) => ({ ...message, scope })
const scoped = asking(membershipScope)

async function query(
  by: ParticipantKeys,
  accessToken: string | undefined,
  body: object,
  rules: typeof dcpWalletRules = dcpWalletRules,
) {
  const command = { audience: world.owner.did, accessToken }
  const token = await issueSelfIssuedToken({ ...world.space, keys: by }, command)
  return answerPresentationQuery({ ...world.answering, rules }, { token, body })
}
const failure = (code: string) => ({ ok: false, error: { code } })

/** The ids of the credentials in an answer, by profile. */
async function shown(body: object, granted: readonly string[]) {
  const answer = unwrap(await query(world.trainer, await world.accessToken(granted), body))
  return answer.presentation.flatMap((jwt) => {
    const payload = parseObject(String(jwt).split('.')[1]!)!
    return unwrap(readPresentation(payload)).credentials.map((credential) => {
      const { id, jti } = parseObject(credential.split('.')[1]!)!
      return id ?? jti
    })
  })
}

it('refuses a missing access token, and one of somebody else', async () => {
  expect(await query(world.trainer, undefined, scoped)).toMatchObject(failure('auth.forbidden'))
  const stolen = await query(world.broker, await world.accessToken(), scoped)
  expect(stolen).toMatchObject(failure('auth.forbidden'))
  expect(await query(world.trainer, 'a.b.c', scoped)).toMatchObject(failure('auth.forbidden'))
})

it('refuses scope with a definition, no scope, and does not implement a definition alone', async () => {
  const ask = async (body: object) => query(world.trainer, await world.accessToken(), body)
  const definition = { presentationDefinition: { id: 'x', input_descriptors: [{}] } }
  expect(await ask({ ...scoped, ...definition })).toMatchObject(failure('input.invalid'))
  expect(await ask({ ...message, scope: [] })).toMatchObject(failure('input.invalid'))
  expect(await ask(message)).toMatchObject(failure('input.invalid'))
  for (const presentationDefinition of [{}, null]) {
    expect(await ask({ ...message, presentationDefinition })).toMatchObject(
      failure('input.invalid'),
    )
  }
  expect(await ask({ ...message, ...definition })).toMatchObject(failure('not-implemented'))
})

it('answers by type and by id, with and without :read, whichever way it was granted', async () => {
  const { id } = await world.admit()
  await world.admit()
  const byType = 'org.eclipse.dspace.dcp.vc.type:MembershipCredential'
  const byId = `org.eclipse.dspace.dcp.vc.id:${id}`
  for (const granted of [byType, `${byType}:read`]) {
    expect(await shown(asking(byType), [granted])).toHaveLength(2)
    expect(await shown(asking(`${byType}:read`), [granted])).toHaveLength(2)
  }
  expect(await shown(asking(byId), [`${byId}:read`])).toEqual([id])
  expect(await shown(asking(byId), [byType])).toEqual([])
  expect(await shown(asking(`${byId}x`), [byId])).toEqual([])
})

it('leaves out what was not granted, or refuses it where the rules say so', async () => {
  const { id } = await world.admit()
  const beyond = asking(membershipScope, 'org.eclipse.dspace.dcp.vc.type:OtherCredential:read')
  expect(await shown(beyond, [membershipScope])).toEqual([id])
  const rules = { ...dcpWalletRules, ungrantedScopes: 'refused' } as const
  const refused = await query(world.trainer, await world.accessToken(), beyond, rules)
  expect(refused).toMatchObject(failure('auth.forbidden'))
})

it('shows credentials of both profiles in presentations of their own', async () => {
  const { id: newer } = await world.admit({ profile: 'vc20-bssl/jwt' })
  const { id: older } = await world.admit({ profile: 'vc11-sl2021/jwt' })
  expect(await shown(scoped, [membershipScope])).toEqual([newer, older])
  const answer = unwrap(await query(world.trainer, await world.accessToken(), scoped))
  expect(answer.presentation).toHaveLength(2)
})

it('leaves out what has expired and what was taken back', async () => {
  const { id } = await world.admit({ statuses: [{ id: 's', type: 'BitstringStatusListEntry' }] })
  const { id: short } = await world.admit({ validDays: 1 })
  expect(await shown(scoped, [membershipScope])).toEqual([id, short])
  world.space.revoked.add('s')
  expect(await shown(scoped, [membershipScope])).toEqual([short])
  world.space.clock.advance(2 * 86_400_000)
  expect(await shown(scoped, [membershipScope])).toEqual([])
})
