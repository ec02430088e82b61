import { type Did, domainError, err, ok } from '@lianshu/kernel'
import { didDocumentSchema } from '@lianshu/protocol/dcp'
import { describe, expect, it } from 'vitest'
import { createAcceptCallback } from './accept-callback.ts'

const plant = 'did:web:plant.example' as Did
const resolver = {
  resolve: async (did: Did) =>
    did === plant
      ? ok(didDocumentSchema.parse({ id: plant }))
      : err(domainError('peer.unreachable', 'no document')),
}
const accepts = async (hosts: readonly string[], address: string, did = plant) => {
  const accepted = await createAcceptCallback({ resolver, hosts })(did, address)
  return accepted.ok ? 'accepted' : accepted.error.code
}

describe('where a counterparty is called back', () => {
  it('is its own host, unless the settings name another', async () => {
    expect(await accepts([], 'https://plant.example/dsp')).toBe('accepted')
    expect(await accepts([], 'https://victim.example/dsp')).toBe('input.invalid')
    expect(await accepts(['edge.example:8443'], 'https://edge.example:8443/dsp')).toBe('accepted')
    expect(await accepts(['edge.example:8443'], 'https://edge.example/dsp')).toBe('input.invalid')
    expect(await accepts(['*'], 'https://victim.example/dsp')).toBe('accepted')
  })

  it('is nowhere while nobody knows who it is', async () => {
    const nobody = 'did:web:nobody.example' as Did
    expect(await accepts([], 'https://nobody.example/dsp', nobody)).toBe('peer.unreachable')
  })
})
