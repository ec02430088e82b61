import { BlockList, isIPv6 } from 'node:net'

// Special-purpose ranges of the IANA registries (RFC 6890) that a foreign message must not reach.
const v4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

// Outside 2000::/3 nothing is public; inside it, tunnels that carry an IPv4 address and documentation.
const v6 = [
  ['::', 3],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['4000::', 2],
  ['8000::', 1],
] as const

// Two lists, as one list would take every IPv4 address for its mapped IPv6 form, too.
const closedV4 = new BlockList()
for (const [net, prefix] of v4) closedV4.addSubnet(net, prefix, 'ipv4')
const closedV6 = new BlockList()
for (const [net, prefix] of v6) closedV6.addSubnet(net, prefix, 'ipv6')

/** True unless the address is one of the public internet. Takes a resolved IPv4 or IPv6 address. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  return isIPv6(plain) ? closedV6.check(plain, 'ipv6') : closedV4.check(plain, 'ipv4')
}
