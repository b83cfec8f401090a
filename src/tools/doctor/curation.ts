import { aliasNames } from '../../elastic/aliases.ts'
import { readAllRules } from '../../service/curation/watch-curation.ts'
import { type Finding, findings, OPTIONS, type Patient } from './finding.ts'

/** Checks that the posts which rules of the owner name are there. */
export async function checkCuration({ client, config }: Patient): Promise<Finding[]> {
  const { ok, warning } = findings('rules')
  const rules = await readAllRules({ client, config })
  const named = rules.flatMap(({ id, pin = [], hide = [] }) =>
    [...pin, ...hide].map((post) => ({ id, post })),
  )
  const ids = [...new Set(named.map(({ post }) => post))]
  if (ids.length === 0) return rules.length === 0 ? [] : [ok(`${rules.length} rules`)]
  const index = aliasNames(config.indexPrefix).posts
  const { hits } = await client.search<{ id: string }>(
    { index, size: ids.length, query: { terms: { id: ids } }, _source: ['id'], ignore_unavailable: true },
    OPTIONS,
  )
  const there = new Set(hits.hits.map(({ _source }) => _source?.id))
  const gone = named.filter(({ post }) => !there.has(post))
  if (gone.length === 0) return [ok(`${rules.length} rules, whose posts are all there`)]
  return gone.map(({ id, post }) =>
    warning(
      `rule ${id}: the post ${post} is not there, so that it changes nothing`,
      'Name a post that is there in curation.yaml or by the API, or delete the rule.',
    ),
  )
}
