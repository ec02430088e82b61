import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'

let space: HostileSpace
let agreementId: string
beforeAll(async () => {
  space = await openHostileSpace()
  ;({ agreementId } = await space.finalized(space.trainer, 'urn:consumer:trainer'))
})
afterAll(() => space?.close())

/** Names under which connectors of other makes looked secrets and addresses up for whoever sent them. */
const names = [
  ...['authCode', 'authKey', 'secretName', 'keyName', 'privateKeyName', 'oauth2:privateKeyName'],
  ...[
    'tokenUrl',
    'oauth2:tokenUrl',
    'oauth2:clientSecretKey',
    'proxyUrl',
    'baseUrl',
    'path',
    'file',
  ],
]

describe('a data address of a counterparty', () => {
  it('that names secrets, files and token services is data and nothing else', async () => {
    const { node, trainer, requestTransfer, reaches } = space
    const { peers } = node
    const properties = [
      ...names.map((name) => ({ name, value: `${peers.url}/token?${name}` })),
      ...names.map((name) => ({ name, value: '../keys/plant.json' })),
      { name: 'authorization', value: 'Bearer x' },
    ]
    const consumerPid = 'urn:transfer:secrets'
    for (const path of ['start', 'termination'])
      peers.answer(`/callback/transfers/${consumerPid}/${path}`, 200, null)
    const answer = await requestTransfer(trainer, agreementId, {
      consumerPid,
      dataAddress: {
        '@type': 'DataAddress',
        endpointType: `${peers.url}/token?type`,
        endpoint: `${peers.url}/token?endpoint`,
        endpointProperties: properties.map((property) => ({
          '@type': 'EndpointProperty',
          ...property,
        })),
      },
    })
    expect(answer.status).toBe(201)
    const { providerPid } = (await answer.json()) as { providerPid: string }
    // Only the operator may invite to a run, so this one ends; on the way nobody was asked for anything.
    await reaches(trainer, `/transfers/${providerPid}`, 'TERMINATED')
    await space.database.quiet()
    expect(peers.asked.filter((path) => path.includes('token'))).toEqual([])
  })

  it.each(names.filter((name) => !name.includes(':')))(
    'has no member %s: a term that no context defines is refused',
    async (name) => {
      const { requestTransfer, trainer, database } = space
      const before = await database.take()
      const dataAddress = { '@type': 'DataAddress', endpointType: 'https', [name]: 'superuser' }
      const answer = await requestTransfer(trainer, agreementId, {
        ...{ dataAddress, consumerPid: `urn:transfer:${name}` },
      })
      expect(answer.status).toBe(400)
      expect(await database.take()).toEqual(before)
    },
  )
})
