import { type LookupAddress, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks that are not the public internet: this host, private and shared networks, link-local (cloud metadata), documentation, multicast, reserved. */
const IPV4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** The same for IPv6, with networks that carry IPv4 in a way that no public server needs: compatible addresses, Teredo, 6to4. */
const IPV6: readonly [string, number][] = [
  ['::', 96],
  // IPv4-translated addresses (RFC 2765).
  ['::ffff:0:0:0', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]
/** IPv4-mapped addresses and NAT64 reach an IPv4 address, so they are as private as that address. */
const IPV4_PREFIXES = ['::ffff:', '64:ff9b::']

/** The addresses of networks that are not public. */
export const PRIVATE_NETWORKS = makeList()

function makeList(): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of IPV4) {
    list.addSubnet(net, prefix, 'ipv4')
    for (const start of IPV4_PREFIXES) list.addSubnet(start + net, 96 + prefix, 'ipv6')
  }
  for (const [net, prefix] of IPV6) list.addSubnet(net, prefix, 'ipv6')
  return list
}

/** Whether an IP address is on a list. A text that is no IP address counts as listed. */
export function isListed(list: BlockList, address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  const version = isIP(plain)
  return version === 0 || list.check(plain, version === 6 ? 'ipv6' : 'ipv4')
}

/** A name resolves only to refused addresses. */
export class RefusedAddress extends Error {
  override name = 'RefusedAddress' as const
}

/** Resolves names as Node does, without addresses that are on the list. It resolves for the connection itself, so a name cannot be one address when checked and another when connected to. */
export function lookupExcept(list: BlockList): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) return callback(error, [])
      const allowed = found.filter(({ address }) => !isListed(list, address))
      const [first] = allowed
      if (first === undefined) {
        return callback(new RefusedAddress(found.map(({ address }) => address).join(', ')), [])
      }
      return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family)
    })
  }
}
