import { hash, randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { LRUCache } from 'lru-cache'

/** A query's text may be kept from this network or day on. */
export const ENOUGH = 3
/** Queries whose networks are known at a time. */
const MAX_QUERIES = 20_000
/** Clients that are counted at a time. */
const MAX_CLIENTS = 20_000
/** Searches of one client that count in a minute, and its clicks: a person makes no more. */
const MOST_A_MINUTE = 6
const MINUTE_MS = 60_000

/** Who asks, in memory only: hashes with a salt that is new each day and known to nobody. */
export class Askers {
  #day = ''
  #salt = ''
  readonly #networks = new LRUCache<string, Set<string>>({ max: MAX_QUERIES })
  readonly #clients = new LRUCache<string, number>({ max: MAX_CLIENTS })
  #minute = 0

  /** Whether at least three networks have asked a query today, this one included. */
  hasEnough(query: string, address: string, day: string): boolean {
    this.#beginDay(day)
    const key = this.#hash(`query ${query}`)
    const networks = this.#networks.get(key) ?? new Set()
    if (networks.size < ENOUGH) {
      networks.add(this.#hash(`network ${networkOf(address)}`))
      this.#networks.set(key, networks)
    }
    return networks.size >= ENOUGH
  }

  /** Whether a client has done this no more than a few times in this minute. */
  mayCount(what: 'search' | 'click', address: string, day: string, now = performance.now()): boolean {
    this.#beginDay(day)
    if (now - this.#minute >= MINUTE_MS) {
      this.#clients.clear()
      this.#minute = now
    }
    const key = this.#hash(`${what} ${address}`)
    const count = (this.#clients.get(key) ?? 0) + 1
    if (count <= MOST_A_MINUTE) this.#clients.set(key, count)
    return count <= MOST_A_MINUTE
  }

  #beginDay(day: string): void {
    if (day === this.#day) return
    this.#day = day
    this.#salt = randomBytes(32).toString('base64url')
    this.#networks.clear()
    this.#clients.clear()
  }

  #hash(text: string): string {
    return hash('sha256', this.#salt + text, 'base64url')
  }
}

const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.)/i
const GROUPS = 8

/** The network of an address: the first three numbers of an IPv4 address, the first three groups of an IPv6 address (/48). */
export function networkOf(address: string): string {
  const plain = address.replace(IPV4_IN_IPV6, '')
  if (!isIPv6(plain)) return plain.split('.').slice(0, 3).join('.')
  const [head = '', tail] = plain.replace(/%.*$/, '').split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, GROUPS - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after]
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
