import { problemSchema } from '@lianshu/http'
import type { Json } from '@lianshu/kernel'
import { dcpContext, membershipScope } from '@lianshu/protocol/dcp'
import type { Peer } from '@lianshu/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzz, fuzzing, settled } from '../testing/fuzzing.ts'
import { type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'
import { type Mutation, mutate } from '../testing/mutate.ts'

const settings = fuzzing('Messages to wallets', 150)

let space: HostileSpace
let before: Readonly<Record<string, string>>
beforeAll(async () => {
  space = await openHostileSpace()
  space.node.peers.takeAll()
})
afterAll(() => space?.close())

interface Target {
  readonly path: string
  readonly message: Json
}

const targets = (): readonly Target[] => {
  const context = [dcpContext]
  const { did: issuer } = space.node.peers.operator
  const jwt = 'eyJhbGciOiJFZERTQSJ9.e30.c2ln'
  const container = {
    credentialType: 'MembershipCredential',
    payload: jwt,
    format: 'vc20-bssl/jwt',
  }
  const delivery = {
    '@context': context,
    type: 'CredentialMessage',
    issuerPid: 'urn:i',
    holderPid: 'urn:h',
  }
  const query = { '@context': context, type: 'PresentationQueryMessage' }
  return [
    { path: '/dcp/presentations/query', message: { ...query, scope: [membershipScope] } },
    {
      path: '/dcp/presentations/query',
      message: { ...query, presentationDefinition: { id: 'x', input_descriptors: [{ id: 'y' }] } },
    },
    {
      path: '/dcp/credentials',
      message: { ...delivery, status: 'ISSUED', credentials: [container] },
    },
    { path: '/dcp/credentials', message: { ...delivery, status: 'REJECTED', credentials: [] } },
    {
      path: '/dcp/offers',
      message: {
        ...{ '@context': context, type: 'CredentialOfferMessage', issuer },
        credentials: [{ id: 'urn:x', type: 'CredentialObject', profile: 'vc20-bssl/jwt' }],
      },
    },
  ]
}

async function send({ path, message }: Target, mutations: readonly Mutation[], text: number) {
  const body = JSON.stringify(mutate(message, mutations))
  const senders: readonly Peer[] = [space.node.peers.operator, space.trainer, space.rival]
  const answer = await space.node.askAs(senders[text % 3]!, 'plant', path, { body })
  expect([path, answer.status]).toEqual([path, expect.toSatisfy((status) => status <= 502)])
  if (answer.ok) {
    before = await settled(space.database)
    return
  }
  expect(problemSchema.safeParse(await answer.json())).toMatchObject({ success: true })
  expect(await space.database.take()).toEqual(before)
}

it('near-valid messages to a wallet are taken or refused, and what is refused changes nothing', async () => {
  before = await settled(space.database)
  await fuzz(settings, targets(), send)
}, 600_000)

it('forms of all sorts get a word of OAuth from a token service, and change nothing', async () => {
  const names = [
    'grant_type',
    'client_id',
    'client_secret',
    'audience',
    'bearer_access_scope',
    'token',
  ]
  const message = Object.fromEntries(names.map((name) => [name, space.node.didOf('plant')]))
  const form = { ...message, grant_type: 'client_credentials' }
  await fuzz(
    { ...settings, runs: Math.ceil(settings.runs / 5) },
    [form],
    async (target, mutations) => {
      const changed = mutate(target, mutations)
      const pairs = Object.entries(Object(changed) as object).map(([name, value]) => [
        ...[name.toWellFormed(), typeof value === 'string' ? value.toWellFormed() : `${value}`],
      ])
      const answer = await space.node.ask('/participants/plant/sts/token', {
        body: new URLSearchParams(pairs as string[][]).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      expect([400, 401, 413]).toContain(answer.status)
      expect(await space.database.take()).toEqual(before)
    },
  )
}, 600_000)
