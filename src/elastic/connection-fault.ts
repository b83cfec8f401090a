import { errors } from '@elastic/elasticsearch'

/** The reason why there is no connection to Elasticsearch, and what the user can do about it. */
type ConnectionFault = { reason: string; whatToDo: string }

/** Nothing answers at the address of Elasticsearch. */
export const AWAY: ConnectionFault = {
  reason: 'Elasticsearch does not answer',
  whatToDo: 'Start it (`blog-search elasticsearch start` runs a local one), or check ELASTICSEARCH_URL.',
}

const CERTIFICATE = 'Elasticsearch shows a certificate that is not trusted here'
const TRUST = [
  'Set ELASTICSEARCH_CA_FILE to the certificate of the authority that signed it (http_ca.crt of Elasticsearch),',
  'or ELASTICSEARCH_CA_FINGERPRINT to its SHA-256 fingerprint; if they are set, they are those of another.',
].join(' ')

/** Messages of OpenSSL, Node and undici, and their meaning here. The first match counts. */
const FAULTS: readonly (readonly [RegExp, (said: string) => ConnectionFault])[] = [
  [
    /CA_FINGERPRINT does not fit|CA fingerprint does not match/,
    (said) => ({
      reason: 'Elasticsearch is not who ELASTICSEARCH_CA_FINGERPRINT says',
      whatToDo: `${said}. If this is your Elasticsearch, set the fingerprint of its authority: openssl x509 -fingerprint -sha256 -noout -in http_ca.crt. If not, somebody is in between.`,
    }),
  ],
  [
    /self.signed certificate|certificate signature failure|unable to (?:verify|get)|unknown ca|Invalid or malformed certificate/i,
    (said) => ({ reason: `${CERTIFICATE} (${said})`, whatToDo: TRUST }),
  ],
  [
    /altnames|Hostname\/IP/i,
    (said) => ({
      reason: `${CERTIFICATE}: it is for another name`,
      whatToDo: `Use a name in ELASTICSEARCH_URL that the certificate is for. ${said}`,
    }),
  ],
  [
    /certificate (?:has expired|is not yet valid)/i,
    (said) => ({
      reason: `${CERTIFICATE} (${said})`,
      whatToDo: 'Renew the certificate of Elasticsearch, or set the clock right.',
    }),
  ],
  [
    /wrong version number|packet length too long|record layer failure/i,
    () => ({
      reason: 'Elasticsearch does not speak TLS at this address',
      whatToDo: 'Let ELASTICSEARCH_URL begin with http://, or switch TLS on in Elasticsearch.',
    }),
  ],
  [
    /other side closed|ECONNRESET|socket hang up/i,
    () => ({
      reason: 'Elasticsearch closes the connection',
      whatToDo: 'If it speaks TLS, let ELASTICSEARCH_URL begin with https://; else look into its log.',
    }),
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    () => ({
      reason: 'The name of Elasticsearch cannot be resolved',
      whatToDo: 'Check the host in ELASTICSEARCH_URL.',
    }),
  ],
]

/** The connection fault that an error or one of its causes tells of, if any. */
export function connectionFault(error: unknown): ConnectionFault | undefined {
  if (!(error instanceof Error)) return undefined
  if (error instanceof errors.ConnectionError) {
    const found = FAULTS.find(([pattern]) => pattern.test(error.message))
    if (found !== undefined) return found[1](firstLine(error.message))
  }
  return connectionFault(error.cause)
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.replace(/[.;\s]+$/, '') ?? ''
}
