import type { Did } from '@lianshu/kernel'
import { didDocumentSchema } from '@lianshu/protocol/dcp'
import { describe, expect, it } from 'vitest'
import { isOwnAddress } from './own-address.ts'

const document = (
  id: string,
  ...service: { type: string | string[]; serviceEndpoint: unknown }[]
) => didDocumentSchema.parse({ id: id as Did, service })

describe('an address of the own connector', () => {
  const plant = document(
    'did:web:plant.example%3A8443:participants:a',
    { type: 'DataService', serviceEndpoint: 'https://connector.example/dsp' },
    { type: ['X', 'CatalogService'], serviceEndpoint: 'http://catalogue.example:81/a' },
    { type: 'CredentialService', serviceEndpoint: 'https://wallets.example/a' },
    { type: 'DataService', serviceEndpoint: { uri: 'https://object.example' } },
  )

  it.each([
    'https://plant.example:8443/dsp',
    'http://plant.example:8443',
    'https://PLANT.example:8443/participants/b',
    'https://connector.example/anything',
    'http://catalogue.example:81/',
  ])('is %s', (address) => expect(isOwnAddress(plant, address)).toBe(true))

  it.each([
    'https://plant.example/dsp',
    'https://plant.example:8443.evil.example/',
    'https://plant.example:8443@evil.example/',
    'https://evil.example/?https://plant.example:8443/',
    'https://sub.connector.example/',
    'http://connector.example/',
    'http://connector.example:443/',
    'https://wallets.example/a',
    'https://object.example/',
    'nonsense',
  ])('is not %s', (address) => expect(isOwnAddress(plant, address)).toBe(false))

  it('has the port that https has when its DID names none', () => {
    const plain = document('did:web:plant.example')
    expect(isOwnAddress(plain, 'https://plant.example:443/dsp')).toBe(true)
    expect(isOwnAddress(plain, 'http://plant.example/dsp')).toBe(false)
    expect(isOwnAddress(document('did:key:z6Mk'), 'https://plant.example')).toBe(false)
  })
})
