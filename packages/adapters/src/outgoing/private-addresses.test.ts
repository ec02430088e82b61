import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPrivateAddress } from './private-addresses.ts'

const closed = [
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254'],
  ...['172.16.0.1', '172.31.255.255', '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', 'fc00::1', 'fd12::1'],
  ...['fe80::1', 'ff02::1', '2002:7f00:1::', '2001:db8::1', '2001::1', '5f00::1'],
]
const open = ['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1']

describe('private addresses', () => {
  it.each(closed)('closes %s', (address) => expect(isPrivateAddress(address)).toBe(true))
  it.each(open)('opens %s', (address) => expect(isPrivateAddress(address)).toBe(false))

  it('treats an IPv4 address in an IPv6 coat at least as strictly', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPrivateAddress(`::ffff:${address}`)).toBe(isPrivateAddress(address))
      }),
    )
  })
})
