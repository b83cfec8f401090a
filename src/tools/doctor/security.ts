import { maskUrl } from '../../elastic/client.ts'
import { exposureProblem, findExposure, isLoopback } from '../../elastic/exposure.ts'
import { type Finding, findings, type Patient } from './finding.ts'

const { ok, warning, problem } = findings('security of Elasticsearch')

/** Checks that Elasticsearch asks for credentials, and that nobody can read the traffic to it. */
export async function checkSecurity({ client, config }: Patient): Promise<Finding[]> {
  const { elasticsearch } = config
  const exposure = await findExposure(client, elasticsearch)
  const open = exposureProblem(exposure)
  return [
    ...(open === undefined ? [judgeAuthentication(exposure.open)] : [problem(open.reason, open.whatToDo)]),
    ...judgeTransport(elasticsearch.nodes),
  ]
}

function judgeAuthentication(open: boolean | undefined): Finding {
  if (open === true) return ok('without a password, but only this host reaches it')
  if (open === false) return ok('asks for a password or key')
  return warning('whether it answers without a password is not known', 'Run this again when it answers.')
}

function judgeTransport(nodes: readonly string[]): Finding[] {
  return nodes
    .filter((node) => node.startsWith('http:') && !isLoopback(new URL(node).hostname))
    .map((node) =>
      warning(
        `${maskUrl(node)} is asked without TLS`,
        'Queries, posts and the key to Elasticsearch can be read on the way: use https:// with ELASTICSEARCH_CA_FILE or ELASTICSEARCH_CA_FINGERPRINT, unless the network is yours alone.',
      ),
    )
}
