import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { describe, expect, it } from 'vitest'
import { allMessages } from './all-messages.ts'

// The published schemas lie outside the repository; without them this one suite cannot say anything.
const specs = new URL('../../../../../shared/specs/dsp/', import.meta.url)
const fixtures = new URL('./fixtures/', import.meta.url)
const present = existsSync(specs)
if (!present) process.stderr.write('SKIPPED: no published DSP schemas at ../shared/specs/dsp\n')

const json = (file: URL) => JSON.parse(readFileSync(file, 'utf8'))
const jsonFiles = (folder: URL) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => new URL(file, folder))
const areas = ['catalog', 'negotiation', 'transfer', 'common']

const withoutDefect = (schema: unknown) =>
  // Three published schemas refer to `transfer-schema.json#definitions/…`, which is no JSON pointer.
  JSON.parse(JSON.stringify(schema).replaceAll('.json#definitions/', '.json#/definitions/'))

function officialSchemas() {
  const ajv = new Ajv2019({ strict: false })
  for (const area of areas) {
    for (const file of jsonFiles(new URL(`${area}/`, specs)))
      ajv.addSchema(withoutDefect(json(file)))
  }
  return (type: string) => {
    const name = type.replaceAll(/(?!^)([A-Z])/g, '-$1').toLowerCase()
    const ids = areas.map((area) => `https://w3id.org/dspace/2025/1/${area}/${name}-schema.json`)
    const validate = ids.map((id) => ajv.getSchema(id)).find((found) => found !== undefined)
    if (!validate) throw new Error(`no published schema for ${type}`)
    return validate
  }
}

describe.skipIf(!present)('beside the published schemas', () => {
  const schemaOf = present ? officialSchemas() : () => () => true

  it.each(present ? jsonFiles(new URL('valid/', fixtures)).map((file) => json(file)) : [])(
    'our $@type is valid to them',
    (message) => {
      const validate = schemaOf(message['@type'])
      expect(validate(message) || JSON.stringify((validate as { errors?: unknown }).errors)).toBe(
        true,
      )
    },
  )

  const examples = present
    ? areas
        .slice(0, 3)
        .flatMap((area) => jsonFiles(new URL(`${area}/example/`, specs)).map((file) => json(file)))
    : []
  it.each(examples)('their example $@type is valid to us and comes back unchanged', (message) => {
    const codec = allMessages.find(({ type }) => type === message['@type'])
    expect(codec?.parse(message)).toEqual({ ok: true, value: message })
  })

  it('refuses with us what they refuse', () => {
    // Where the published schema is laxer than the specification's prose, only ours refuses.
    const prose = [
      'unknown-context',
      'unknown-term',
      'two-operators',
      'with-policy',
      'offer-is-set',
      'bad-timestamp',
    ]
    const lax = jsonFiles(new URL('invalid/', fixtures)).filter((file) => {
      const type = file.pathname.split('/').at(-1)?.replace('.json', '').split('-')[0] ?? ''
      return schemaOf(type)(json(file)) === true
    })
    const unexplained = lax.filter((file) => !prose.some((part) => file.pathname.includes(part)))
    expect(unexplained.map((file) => file.pathname.split('/').at(-1))).toEqual([])
  })
})
