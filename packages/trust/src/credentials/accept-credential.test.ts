import { type Did, mintUrn } from '@lianshu/kernel'
import { beforeEach, describe, expect, it } from 'vitest'
import { tradingSpace } from '../testing/trading-space.ts'
import { acceptCredential } from './accept-credential.ts'
import { signCredential } from './sign-credential.ts'

let world: Awaited<ReturnType<typeof tradingSpace>>
beforeEach(async () => {
  world = await tradingSpace()
})

const type = 'SampleCredential'
const address = 'https://issuer.example/schema.json'
const draft4 = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  properties: { id: { type: 'string' }, power: { type: 'integer' } },
  required: ['id', 'power'],
}

async function accept(subject: object, schemaType: string, schema: unknown, status?: object) {
  const { space, broker, owner } = world
  space.answers.set(address, () => schema)
  const validFrom = space.clock.now()
  const content = {
    ...{ id: mintUrn(space.random), type, schema: { id: address, type: schemaType } },
    subject: { id: owner.did as Did, ...subject },
    ...{ validFrom, validUntil: new Date(validFrom.getTime() + 60_000) },
    statuses: status ? [{ type: 'BitstringStatusListEntry', ...status }] : [],
  }
  const jwt = await signCredential({ keys: broker }, content, 'vc11-sl2021/jwt')
  return acceptCredential(space.trusting(broker, type), jwt, { type, holder: owner.did })
}
const failure = (code: string, message: RegExp) => ({
  ok: false,
  error: { code, message: expect.stringMatching(message) },
})

describe('credentialSchema', () => {
  it('is met or the credential does not count: JsonSchemaValidator2018 is about the subject', async () => {
    const old = 'JsonSchemaValidator2018'
    expect((await accept({ power: 7 }, old, draft4)).ok).toBe(true)
    const without = await accept({}, old, draft4)
    expect(without).toMatchObject(failure('auth.invalid', /power/))
    const wrong = await accept({ power: 'much' }, old, draft4)
    expect(wrong).toMatchObject(failure('auth.invalid', /power/))
  })

  it('is about the whole credential as JsonSchema', async () => {
    const schema = {
      ...{ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' },
      properties: { credentialSubject: { type: 'object', required: ['power'] } },
    }
    const properties = { credentialSubject: { ...draft4, $schema: undefined } }
    const whole = { ...schema, properties: JSON.parse(JSON.stringify(properties)) }
    expect((await accept({ power: 7 }, 'JsonSchema', whole)).ok).toBe(true)
    expect((await accept({}, 'JsonSchema', whole)).ok).toBe(false)
  })

  it('is refused when it is of no known type, cannot be understood, or is not there', async () => {
    const unknown = await accept({ power: 7 }, 'ShaclValidator2017', draft4)
    expect(unknown).toMatchObject(failure('auth.invalid', /not known/))
    for (const schema of [
      'x',
      [],
      { unevaluatedProperties: false },
      { $ref: 'https://elsewhere.example' },
    ]) {
      world = await tradingSpace()
      const refused = await accept({ power: 7 }, 'JsonSchemaValidator2018', schema)
      expect(refused).toMatchObject(failure('peer.invalid', /not a JSON Schema/))
    }
  })

  it('is fetched once in a while, and never for a credential whose proof fails', async () => {
    const { space, broker, owner } = world
    await accept({ power: 7 }, 'JsonSchemaValidator2018', draft4)
    const fetches = () => space.fetched.filter((url) => url === address).length
    expect(fetches()).toBe(1)
    const deps = space.trusting(owner, type)
    const validFrom = space.clock.now()
    const content = {
      ...{ id: 'x', type, subject: { id: owner.did }, schema: { id: address, type: 'JsonSchema' } },
      ...{ validFrom, validUntil: new Date(validFrom.getTime() + 60_000) },
    }
    const jwt = await signCredential({ keys: broker }, content, 'vc20-bssl/jwt')
    expect((await acceptCredential(deps, jwt, { type, holder: owner.did })).ok).toBe(false)
    expect(fetches()).toBe(1)
  })
})

it('does not accept a credential that was taken back', async () => {
  const status = { id: 'status-1' }
  expect((await accept({ power: 7 }, 'JsonSchemaValidator2018', draft4, status)).ok).toBe(true)
  world.space.revoked.add('status-1')
  const refused = await accept({ power: 7 }, 'JsonSchemaValidator2018', draft4, status)
  expect(refused).toMatchObject(failure('auth.invalid', /revoked/))
})
