import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dspContext } from '../json-ld/bundled-contexts.ts'
import { allMessages } from './all-messages.ts'
import { renderDspError } from './errors.ts'
import { dspBaseFrom, joinAddress, pathSegment, renderProtocolVersions } from './version.ts'

const folder = new URL('./fixtures/', import.meta.url)
const fixtures = (kind: 'valid' | 'invalid') =>
  readdirSync(new URL(kind, folder)).map((file) => ({
    name: file.replace('.json', ''),
    json: JSON.parse(readFileSync(new URL(`${kind}/${file}`, folder), 'utf8')),
  }))
const codecOf = (name: string) => {
  const codec = allMessages.find(({ type }) => type === name.split('-')[0])
  if (!codec) throw new Error(`no message for the fixture ${name}`)
  return codec
}

describe('messages of the Dataspace Protocol', () => {
  it.each(fixtures('valid'))('reads $name and gives it back unchanged', ({ name, json }) => {
    expect(codecOf(name).parse(json)).toEqual({ ok: true, value: json })
  })

  it.each(fixtures('valid'))('writes $name as it was read', ({ name, json }) => {
    const { '@context': _context, '@type': _type, ...fields } = json
    expect(codecOf(name).render(fields as never)).toEqual(json)
  })

  it.each(fixtures('invalid'))('refuses $name and says where', ({ name, json }) => {
    const read = codecOf(name).parse(json)
    const code = name.includes('unknown-context') ? 'input.unsupported' : 'input.invalid'
    expect(read).toMatchObject({ ok: false, error: { code } })
    expect((read as { error: { at: string } }).error.at).toMatch(/^\$/)
  })

  it('has a valid and an invalid fixture for every message', () => {
    const named = (kind: 'valid' | 'invalid') =>
      new Set(fixtures(kind).map(({ name }) => name.split('-')[0]))
    const types = allMessages.map(({ type }) => type)
    expect(types.filter((type) => !named('valid').has(type))).toEqual([])
    expect(types.filter((type) => !named('invalid').has(type))).toEqual([])
  })

  it('describes every message as a JSON Schema under its own name', () => {
    for (const { schema, type } of allMessages) {
      expect(JSON.stringify(z.toJSONSchema(schema as z.ZodType, { io: 'input' }))).toContain(type)
    }
  })

  it('survives whatever JSON somebody sends', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(...allMessages), (json, codec) => {
        const hostile = Array.isArray(json) || json === null ? json : { ...Object(json) }
        const read = codec.parse({ '@context': [dspContext], '@type': codec.type, ...hostile })
        return read.ok || read.error.code.startsWith('input.')
      }),
    )
  })

  it('refuses nesting without end and the name __proto__ before looking closer', () => {
    const nested = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
    const request = { '@context': [dspContext], '@type': 'CatalogRequestMessage' }
    const [codec] = allMessages
    expect(codec.parse({ ...request, filter: nested }).ok).toBe(false)
    const sly = JSON.stringify(request).replace('{', '{"__proto__":{"filter":[]},')
    expect(codec.parse(JSON.parse(sly))).toMatchObject({
      error: { message: expect.stringContaining('__proto__') },
    })
    expect(codec.parse(request).ok).toBe(true)
  })
})

describe('errors', () => {
  it('carry both pids even when they are not known, and never 404 for an illegal step', () => {
    const illegal = renderDspError('transfer', { code: 'state.illegal', message: 'no' })
    expect(illegal.status).toBe(400)
    expect(illegal.body).toMatchObject({ '@type': 'TransferError', code: 'state.illegal' })
    const missing = renderDspError('negotiation', { code: 'not-found', message: 'no' })
    expect(missing.status).toBe(404)
    expect(Object.keys(missing.body as object)).toEqual(
      expect.arrayContaining(['providerPid', 'consumerPid', 'reason']),
    )
  })
})

describe('version metadata and addresses', () => {
  it('leads from the root to the base of 2025-1', () => {
    const base = dspBaseFrom('https://x.example/dsp/', renderProtocolVersions())
    expect(base).toEqual({ ok: true, value: 'https://x.example/dsp/2025-1' })
    const other = { protocolVersions: [{ version: '2024-1', path: '/a', binding: 'HTTPS' }] }
    expect(dspBaseFrom('https://x.example', other).ok).toBe(false)
  })

  it('joins with or without slashes and keeps a pid one segment', () => {
    expect(joinAddress('http://x/a/', '/b/c')).toBe('http://x/a/b/c')
    expect(pathSegment('urn:uuid:1')).toBe('urn:uuid:1')
    expect(pathSegment('../x?y#z')).toBe('..%2Fx%3Fy%23z')
  })
})
