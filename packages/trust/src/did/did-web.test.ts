import { asId, type Did } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { didOfKid, didWeb, didWebUrl } from './did-web.ts'

const url = (did: string, allowHttpOnLoopback = true) => {
  const result = didWebUrl(asId<Did>(did), { allowHttpOnLoopback })
  return result.ok ? result.value : result.error.code
}

describe('didWebUrl', () => {
  it('follows the method specification', () => {
    expect(url('did:web:example.org')).toBe('https://example.org/.well-known/did.json')
    expect(url('did:web:example.org:a:b')).toBe('https://example.org/a/b/did.json')
    expect(url('did:web:example.org%3A8443:a')).toBe('https://example.org:8443/a/did.json')
  })

  it('uses http for loopback hosts only, and only when allowed', () => {
    expect(url('did:web:127.0.0.1%3A7400')).toBe('http://127.0.0.1:7400/.well-known/did.json')
    expect(url('did:web:localhost%3A1:p')).toBe('http://localhost:1/p/did.json')
    expect(url('did:web:localhost', false)).toBe('https://localhost/.well-known/did.json')
    expect(url('did:web:127.0.0.1.evil.example')).toMatch(/^https:/)
  })

  it.each([
    'did:key:z6Mk',
    'did:web:',
    'did:web:example.org:',
    'did:web:example.org:..',
    'did:web:example.org:a%2F..%2Fb',
    'did:web:user%40example.org',
    'did:web:example.org%3A99999',
    'did:web:example.org%3A80%3A80',
    'did:web:-a.example',
  ])('refuses %s', (did) => {
    expect(url(did)).toBe('input.invalid')
  })

  it('makes the DID of a host and path', () => {
    expect(didWeb('127.0.0.1:7402', 'participants', 'jia')).toBe(
      'did:web:127.0.0.1%3A7402:participants:jia',
    )
    expect(() => didWeb('127.0.0.1:7402', 'a/b')).toThrow(TypeError)
  })
})

describe('didOfKid', () => {
  it('takes the DID of a DID URL with one fragment', () => {
    expect(didOfKid('did:web:a.example#k')).toBe('did:web:a.example')
    for (const kid of ['did:web:a.example', '#k', 'did:web:a.example#', 'did:web:a#b#c', 'x#k']) {
      expect(didOfKid(kid)).toBeUndefined()
    }
  })
})
