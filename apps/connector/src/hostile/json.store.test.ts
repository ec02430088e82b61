import { catalogRequestMessage, contractRequestMessage, dspContext } from '@lianshu/protocol/dsp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'

let space: HostileSpace
beforeAll(async () => {
  space = await openHostileSpace()
})
afterAll(() => space?.close())

const honest = (consumerPid = 'urn:consumer:json'): Record<string, unknown> => {
  const { dataset, callback } = space
  const offer = { ...(dataset.offer as object), target: dataset.id } as never
  return contractRequestMessage.render({ consumerPid, callbackAddress: callback, offer })
}
const offerOf = (message: Record<string, unknown>) => message.offer as Record<string, unknown>

/** Sends a request as text, and sees that it was refused without a trace. */
async function refused(body: string, statuses: readonly number[] = [400]) {
  const { ask, trainer, database, node } = space
  const before = await database.take()
  const asked = node.peers.asked.length
  const answer = await ask(trainer, '/negotiations/request', { body })
  expect(statuses).toContain(answer.status)
  expect(await answer.json()).toMatchObject({ '@type': 'ContractNegotiationError' })
  expect(await database.take()).toEqual(before)
  const since = node.peers.asked.slice(asked)
  expect(since.filter((path) => path.includes('context'))).toEqual([])
}

/** The text of a message with one piece exchanged. */
const changed = (from: string, to: string) => {
  const text = JSON.stringify(honest())
  expect(text).toContain(from)
  return text.replace(from, to)
}

describe('a context', () => {
  const withContext = (context: unknown) => JSON.stringify({ ...honest(), '@context': context })

  it('from elsewhere is refused, and never fetched', async () => {
    const remote = `${space.node.peers.url}/context.jsonld`
    await refused(withContext([dspContext, remote]))
    await refused(withContext(remote))
    await refused(withContext([dspContext, 'https://w3id.org/dspace/2024/1/context.json']))
  })

  it.each([
    [{ permission: 'http://www.w3.org/ns/odrl/2/prohibition' }],
    [{ use: 'https://evil.example/ns/everything' }],
    [{ target: { '@id': 'http://www.w3.org/ns/odrl/2/source', '@type': '@id' } }],
    [{ '@vocab': 'https://evil.example/' }],
    [{ '@base': 'https://evil.example/' }],
    [{ '@import': 'https://evil.example/context.jsonld' }],
    [null],
    [[]],
  ])('that gives words other meanings (%j) is refused', async (context) => {
    await refused(withContext([dspContext, context]))
  })

  it('inside the message is refused as well', async () => {
    const message = honest()
    const inside = { permission: 'http://www.w3.org/ns/odrl/2/prohibition' }
    await refused(
      JSON.stringify({ ...message, offer: { ...offerOf(message), '@context': inside } }),
    )
  })
})

describe('JSON', () => {
  it('that nests without end is refused before anything recursive sees it', async () => {
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`
    await refused(deep)
    await refused(changed('"@type":"Offer"', `"@type":"Offer","urn:x:deep":${deep}`))
    const half = '{"a":'.repeat(20_000)
    await refused(half)
  })

  it('that logical constraints nest is refused at the same depth', async () => {
    const atom = { leftOperand: 'dateTime', operator: 'lt', rightOperand: '2027-01-01T00:00:00Z' }
    let constraint: object = atom
    for (let depth = 0; depth < 200; depth++) constraint = { and: [constraint] }
    const message = honest()
    const permission = [{ action: 'use', constraint: [constraint] }]
    await refused(JSON.stringify({ ...message, offer: { ...offerOf(message), permission } }))
  })

  it('of too many rules is refused', async () => {
    const message = honest()
    const permission = Array.from({ length: 20_000 }, () => ({ action: 'use' }))
    await refused(JSON.stringify({ ...message, offer: { ...offerOf(message), permission } }), [
      ...[400, 413],
    ])
  })

  it('that refers to itself by @id is read as far as it goes and not followed', async () => {
    const message = honest('urn:consumer:cycle')
    const self = { '@id': 'urn:offer:cycle', 'urn:x:self': { '@id': 'urn:offer:cycle' } }
    for (const path of ['agreement', 'termination'])
      space.node.peers.answer(`/callback/negotiations/urn:consumer:cycle/${path}`, 200, null)
    const cyclic = { ...message, offer: { ...offerOf(message), ...self } }
    const answer = await space.ask(space.trainer, '/negotiations/request', { body: cyclic })
    expect(answer.status).toBeLessThan(500)
    if (answer.ok) {
      const { providerPid } = (await answer.json()) as { providerPid: string }
      const path = `/negotiations/${providerPid}`
      const ends = ['AGREED', 'TERMINATED']
      await vi.waitFor(async () => expect(ends).toContain(await space.stateOf(space.trainer, path)))
      await space.database.quiet()
    }
    await refused(changed('"@type":"Offer"', '"@type":"Offer","$ref":"#"'))
    await refused(JSON.stringify({ ...message, '@graph': [message] }))
    await refused(JSON.stringify({ ...message, '@included': [message], '@reverse': {} }))
  })

  it('that names one member twice means one thing to everybody: nothing', async () => {
    await refused(changed('"@type":"Offer"', '"@type":"Offer","@type":"Offer"'))
    await refused(changed('{"@context"', '{"consumerPid":"urn:consumer:other","@context"'))
    await refused(changed('"target":', '"target":"urn:dataset:other","target":'))
    await refused(changed('"target":', '"t\\u0061rget":"urn:dataset:other","target":'))
  })

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'with a member %s changes no object',
    async (name) => {
      const evil = `"${name}":{"isAdmin":true,"permission":[]}`
      await refused(changed('{"@context"', `{${evil},"@context"`))
      await refused(changed('"@type":"Offer"', `"@type":"Offer",${evil}`))
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    },
  )

  it.each([
    ['nothing', ''],
    ['a text', '"x"'],
    ['a number', '1e400'],
    ['null', 'null'],
    ['a list', '[]'],
    ['half of it', '{"@context":['],
    ['two of it', '{}{}'],
    ['a byte order mark', '\uFEFF{}'],
    ['no JSON', '<xml/>'],
    ['another language', "{'@type':1}"],
  ])('that is %s is refused', (_name, text) => refused(text))

  it('with half a character or a NUL in a pid is refused', async () => {
    await refused(changed('urn:consumer:json', 'urn:\\u0000x'))
    await refused(changed('urn:consumer:json', 'urn:\\ud800x'))
    await refused(changed('urn:consumer:json', 'x'.repeat(3_000)))
    await refused(changed('"urn:consumer:json"', '""'))
  })
})

describe('a catalogue request', () => {
  it('with a filter of any shape is answered or refused, and runs nothing', async () => {
    const { ask, trainer } = space
    const started = performance.now()
    for (const filter of [
      [{ $where: 'while(true);' }],
      ["'; drop table datasets; --"],
      [{ operandLeft: '(a+)+$', operator: 'like', operandRight: `${'a'.repeat(5_000)}!` }],
      [null, 1, [[]], { __proto__: null }],
      Array.from({ length: 1_000 }, () => ({})),
    ]) {
      const body = { ...catalogRequestMessage.render({}), filter }
      const answer = await ask(trainer, '/catalog/request', { body })
      expect([200, 400]).toContain(answer.status)
    }
    expect(performance.now() - started).toBeLessThan(20_000)
    expect(await space.database.count('datasets')).toEqual([1])
  })
})
