/** The address of Elasticsearch, and curl's options for authentication. It has no secrets: credentials are names of environment variables. */
export type CurlTarget = { address: string; options: readonly string[] }

/** The line that ends the body; no line of JSON equals it. */
const END = 'END'

/** Lines for a POSIX shell that send a body, which is lines of JSON, unchanged. */
export function curlOf(
  { address, options }: CurlTarget,
  path: string,
  body: readonly Record<string, unknown>[],
): string {
  const [type] = body.length > 1 ? ['application/x-ndjson'] : ['application/json']
  const command = [
    'curl --silent --show-error --request POST',
    ...options,
    `--header 'Content-Type: ${type}'`,
    '--data-binary @-',
    `"${address}${path}"`,
    `<<'${END}'`,
  ]
  return [command.join(' '), ...body.map((line) => JSON.stringify(line)), END, ''].join('\n')
}

/** The address and options for these settings. With `hidden`, the address is the name of a variable too. */
export function curlTarget(
  settings: { nodes: readonly string[]; apiKey?: string; username?: string; caFile?: string },
  { hidden }: { hidden: boolean },
): CurlTarget {
  const { apiKey, username, caFile } = settings
  const own = new URL(settings.nodes[0] ?? 'http://127.0.0.1:9200')
  const named = username !== undefined || own.username !== ''
  return {
    address: hidden ? '$ELASTICSEARCH_URL' : `${own.origin}${own.pathname.replace(/\/+$/, '')}`,
    options: [
      ...(apiKey === undefined ? [] : ['--header "Authorization: ApiKey $ELASTICSEARCH_API_KEY"']),
      ...(named ? ['--user "$ELASTICSEARCH_USERNAME:$ELASTICSEARCH_PASSWORD"'] : []),
      ...(caFile === undefined ? [] : ['--cacert "$ELASTICSEARCH_CA_FILE"']),
    ],
  }
}
