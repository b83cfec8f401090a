import * as http from 'node:http'
import * as https from 'node:https'
import { type BlockList, isIP } from 'node:net'
import { FetchError } from './fetch-error.ts'
import { isListed, lookupExcept, RefusedAddress } from './private-networks.ts'

/** Sends a GET request and returns the head of the answer; its body is still to be read. */
export type Get = (
  url: URL,
  request: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<http.IncomingMessage>

/** A GET over connections of its own, which are used again, and never go to an address on the list. */
export function getExcept(refused: BlockList): Get {
  const lookup = lookupExcept(refused)
  const agents = {
    'http:': new http.Agent({ keepAlive: true, lookup }),
    'https:': new https.Agent({ keepAlive: true, lookup }),
  }
  return (url, { headers, signal }) => {
    checkAddress(url, refused)
    const secure = url.protocol === 'https:'
    const agent = agents[secure ? 'https:' : 'http:']
    const options = { agent, headers, signal }
    return new Promise((resolve, reject) => {
      const request = (secure ? https : http).get(withoutUser(url), options, resolve)
      request.on('error', (error) =>
        reject(error instanceof RefusedAddress ? privateAddress(url, error.message) : error),
      )
    })
  }
}

/** No name is looked up for an IP address in the URL, so it is checked here. */
function checkAddress(url: URL, refused: BlockList): void {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && isListed(refused, host)) throw privateAddress(url, host)
}

function privateAddress(url: URL, given: string): FetchError {
  return new FetchError({ url, expected: 'an address of a public network', given })
}

/** Node would send user and password of a URL by itself. */
function withoutUser(url: URL): URL {
  const plain = new URL(url)
  plain.username = ''
  plain.password = ''
  return plain
}
