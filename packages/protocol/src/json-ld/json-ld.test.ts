import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allMessages } from '../dsp/all-messages.ts'
import { catalogRequestMessage } from '../dsp/catalog-messages.ts'
import { contractRequestMessage } from '../dsp/negotiation-messages.ts'
import { compactBy, expand, usedContexts } from '../testing/reference-processor.ts'
import { dspContext, knownContexts } from './bundled-contexts.ts'
import { isCompact } from './is-compact.ts'

const [, , edcContext] = knownContexts as [string, string, string]
const folder = new URL('../dsp/fixtures/valid/', import.meta.url)
const fixtures = readdirSync(folder).map((file) => {
  const json = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  return { name: file.replace('.json', ''), json, codec: codecOf(json['@type']) }
})
function codecOf(type: string) {
  return allMessages.find((codec) => codec.type === type)!
}

const prefixes = {
  ds: 'https://w3id.org/dspace/2025/1/',
  o: 'http://www.w3.org/ns/odrl/2/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
}
/** Contexts under which another make may write, and what its processor makes of a message then. */
const forms = [
  { name: 'no context, whole IRIs', contexts: [] },
  { name: 'prefixes only', contexts: [prefixes] },
  { name: 'the context beside that of EDC', contexts: [dspContext, edcContext] },
  { name: 'the context of EDC first', contexts: [edcContext, dspContext] },
  {
    name: 'the context and a prefix more',
    contexts: [dspContext, { 'fx-policy': 'https://x.example/policy/' }],
  },
]

describe.each(forms)('a message with $name', ({ contexts }) => {
  it.each(fixtures)('$name is read as the same', async ({ json, codec }) => {
    const meaning = await expand(json)
    const foreign = contexts.length === 0 ? meaning : await compactBy(meaning, contexts)
    const read = codec.parse(foreign)
    expect(read).toMatchObject({ ok: true })
    const value = (read as { value: Record<string, unknown> }).value
    expect(value['@context']).toEqual([dspContext])
    // What the reference makes of our reading is what it makes of the original: nothing lost, nothing added.
    expect(await expand(value)).toEqual(meaning)
    expect(isCompact(value, 64)).toBe(true)
  })
})

it('speaks of bundled contexts only', () => {
  expect(usedContexts().size).toBeGreaterThan(0)
  expect([...usedContexts()].filter((address) => !knownContexts.includes(address))).toEqual([])
})

describe('the plain form', () => {
  it.each(fixtures)('$name is known as such', ({ json }) => {
    expect(isCompact(json, 64)).toBe(true)
  })

  it('is anything but a second spelling of the protocol’s own words', () => {
    const plain = { '@context': [dspContext], '@type': 'ContractNegotiationEventMessage' }
    for (const other of [
      { 'dspace:providerPid': 'a' },
      { 'https://w3id.org/dspace/2025/1/providerPid': 'a' },
      { 'http://www.w3.org/ns/odrl/2/permission': [] },
      { deep: { 'dct:title': 'x' } },
      { eventType: 'dspace:FINALIZED' },
      { '@type': 'dspace:ContractNegotiationEventMessage' },
      { '@context': [dspContext, edcContext] },
    ]) {
      expect([other, isCompact({ ...plain, ...other }, 64)]).toEqual([other, false])
    }
    expect(isCompact({ ...plain, 'https://w3id.org/lianshu/ns/1/proof': 'x' }, 64)).toBe(true)
  })
})

describe('other spellings', () => {
  it('take the message that the DCP kit sends', () => {
    const read = catalogRequestMessage.parse({
      '@type': 'https://w3id.org/dspace/2025/1/CatalogRequestMessage',
      'https://w3id.org/dspace/2025/1/filter': {},
    })
    expect(read).toMatchObject({ ok: true, value: { filter: [{}] } })
  })

  it('of one property are one property: a prohibition does not hide behind a prefix', () => {
    const offer = {
      ...{ '@id': 'o', '@type': 'Offer', target: 't', permission: [{ action: 'use' }] },
      ...{ 'odrl:permission': [{ action: 'odrl:use' }] },
      'http://www.w3.org/ns/odrl/2/prohibition': [{ action: 'http://www.w3.org/ns/odrl/2/use' }],
    }
    const read = contractRequestMessage.parse({
      ...{ '@context': [dspContext], '@type': 'ContractRequestMessage' },
      ...{ consumerPid: 'c', callbackAddress: 'https://c.example', offer },
    })
    expect(read).toMatchObject({
      value: {
        offer: {
          permission: [{ action: 'use' }, { action: 'use' }],
          prohibition: [{ action: 'use' }],
        },
      },
    })
  })

  it('keep free JSON inside a filter and a reason', () => {
    const [criterion] = [{ operandLeft: 'x', operator: '=', operandRight: 1 }]
    const read = catalogRequestMessage.parse({
      '@context': [dspContext, edcContext],
      ...{ '@type': 'CatalogRequestMessage', filter: [criterion] },
    })
    expect(read).toMatchObject({ value: { filter: [criterion] } })
  })
})

describe('hostile JSON-LD', () => {
  const request = (context: unknown, more: object = {}) => ({
    ...{ '@context': context, '@type': 'ContractRequestMessage', consumerPid: 'c' },
    ...{ callbackAddress: 'https://c.example' },
    offer: { '@id': 'o', '@type': 'Offer', target: 't', permission: [{ action: 'use' }] },
    ...more,
  })
  const codeOf = (json: unknown) => {
    const read = contractRequestMessage.parse(json)
    return read.ok ? 'read' : read.error.code
  }
  const odrl = 'http://www.w3.org/ns/odrl/2/'

  it('cannot give a word another meaning', () => {
    for (const inline of [
      { permission: `${odrl}prohibition` },
      { permission: 'https://evil.example/' },
      { odrl: 'https://evil.example/' },
      { dspace: `${odrl}` },
      { use: 'https://evil.example/#' },
      { '@vocab': odrl },
      { '@base': 'https://evil.example/' },
      { '@import': 'https://evil.example/x.jsonld' },
      { x: { '@id': 'https://evil.example/', '@context': {} } },
      { x: '@type' },
      { x: 'not an address' },
      null,
      ['https://evil.example/'],
    ]) {
      for (const contexts of [
        [dspContext, inline],
        [inline, dspContext],
      ]) {
        expect([inline, codeOf(request(contexts)).split('.')[0]]).toEqual([inline, 'input'])
      }
    }
    expect(codeOf(request([dspContext, { fx: 'https://fx.example/' }]))).toBe('read')
  })

  it('has nothing fetched', () => {
    for (const address of [
      'https://evil.example/c.jsonld',
      'file:///etc/passwd',
      `${dspContext}#`,
    ]) {
      expect(codeOf(request([dspContext, address]))).toBe('input.unsupported')
    }
  })

  it('cannot bring a context inside, or keywords that move things', () => {
    const offer = request([]).offer
    for (const inside of [
      { '@context': { permission: `${odrl}prohibition` } },
      { '@reverse': { 'odrl:target': 'x' } },
      { '@graph': [] },
      { '@included': [] },
      { '@nest': {} },
      { 'odrl:permission': { '@list': [] } },
      { 'odrl:target': { '@value': 'x', '@index': 'y' } },
      { 'odrl:target': { '@value': { deep: 1 } } },
      { plain: 'a word without meaning' },
    ]) {
      const message = request([dspContext, edcContext], { offer: { ...offer, ...inside } })
      expect([inside, codeOf(message).split('.')[0]]).toEqual([inside, 'input'])
    }
  })

  it('is refused when it is deep, huge or without end', () => {
    const contexts = [dspContext, edcContext]
    const deep = JSON.parse(`${'{"edc:x":'.repeat(70)}1${'}'.repeat(70)}`)
    expect(codeOf(request(contexts, { 'edc:x': deep }))).toBe('input.invalid')
    const huge = Array.from({ length: 200_001 }, () => 1)
    expect(codeOf(request(contexts, { 'edc:x': huge }))).toBe('input.invalid')
    expect(codeOf(request(contexts, { 'edc:x': 'x'.repeat(9 * 1024 * 1024) }))).toBe(
      'input.invalid',
    )
    const endless: Record<string, unknown> = {}
    endless['edc:x'] = endless
    expect(codeOf(request(contexts, endless))).toBe('input.invalid')
    expect(codeOf(request([dspContext], { offer: endless }))).toBe('input.invalid')
    const manyTypes = { '@type': Array.from({ length: 9 }, () => 'CatalogError') }
    expect(codeOf(request(contexts, { 'edc:x': manyTypes }))).toBe('input.invalid')
    const sly = JSON.parse('{"edc:x":{"__proto__":{"permission":[]}}}')
    expect(codeOf(request(contexts, sly))).toBe('input.invalid')
  })

  it('never throws, whatever somebody sends', () => {
    const word = fc.constantFrom('@id', '@type', '@value', '@set', 'dspace:offer', 'odrl:target')
    const { node } = fc.letrec((tie) => ({
      node: fc.dictionary(
        word,
        fc.oneof({ maxDepth: 3 }, fc.jsonValue({ maxDepth: 1 }), tie('node')),
        {
          maxKeys: 4,
        },
      ),
    }))
    const one = fc.oneof(fc.constantFrom(...knownContexts), fc.jsonValue({ maxDepth: 1 }))
    const context = fc.oneof(fc.constant(undefined), fc.array(one, { maxLength: 3 }))
    fc.assert(
      fc.property(context, node, fc.constantFrom(...allMessages), (contexts, json, codec) => {
        const read = codec.parse({ '@context': contexts, ...(json as object) })
        expect(read.ok || read.error.code.startsWith('input.')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
