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

/** A GET with its own connections, which are reused, and never go to an address on the list. */
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

/** Checks an IP address in the URL, since no name is looked up for it. */
function checkAddress(url: URL, refused: BlockList): void {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && isListed(refused, host)) throw privateAddress(url, host)
}

function privateAddress(url: URL, given: string): FetchError {
  return new FetchError({ url, expected: 'an address of a public network', given })
}

/** Removes the user and password of a URL, which Node would send by itself. */
function withoutUser(url: URL): URL {
  const plain = new URL(url)
  plain.username = ''
  plain.password = ''
  return plain
}
