import type { Client, estypes } from '@elastic/elasticsearch'
import { aliasNames } from '../elastic/aliases.ts'
import type { Problem } from '../elastic/index-problems.ts'
import { once, TIMEOUTS } from '../elastic/timeouts.ts'
import { isTrainedOn, type Model } from './model.ts'
import { vectorField, vectorFieldsOf } from './vector-field.ts'

/** How many posts the live index has, and how many of them have a vector of a model. Throws the client's errors. */
export async function countVectors(
  client: Client,
  prefix: string,
  model: Model,
): Promise<{ posts: number; embedded: number }> {
  const index = aliasNames(prefix).posts
  const count = async (query?: estypes.QueryDslQueryContainer) => {
    const body = { index, ignore_unavailable: true, allow_no_indices: true, ...(query && { query }) }
    return (await client.count(body, once(TIMEOUTS.small))).count
  }
  return { posts: await count(), embedded: await count({ exists: { field: vectorField(model) } }) }
}

/** The mappings of the live indexes of posts. Throws the client's errors. */
export async function postMappings(client: Client, prefix: string): Promise<estypes.MappingTypeMapping[]> {
  const found = await client.indices.getMapping(
    { index: aliasNames(prefix).posts, ignore_unavailable: true, allow_no_indices: true },
    once(TIMEOUTS.small),
  )
  return Object.values(found).map(({ mappings }) => mappings)
}

/** Why a blog's posts are not found by a model, and what to do; undefined if they are. */
export function vectorProblem(
  model: Model,
  mappings: readonly (estypes.MappingTypeMapping | undefined)[],
  language: string,
): Problem | undefined {
  if (!isTrainedOn(model, language)) {
    return {
      reason: `The model ${model.name} was not trained on the blog's language (${language}), so its posts are found by words alone.`,
      whatToDo: 'Set MEANING_MODEL to a model of that language, or run `blog-search meaning remove`.',
    }
  }
  const fields = mappings.map(vectorFieldsOf)
  if (fields.some((names) => names.has(vectorField(model)))) return undefined
  const others = [...new Set(fields.flatMap((names) => [...names.values()]))]
  const has = others.length === 0 ? 'has no vectors' : `has vectors of another model (${others.join(', ')})`
  return {
    reason: `The index of posts ${has}, so posts are found by words alone.`,
    whatToDo: `Run \`blog-search reindex\`, which makes vectors with ${model.name}.`,
  }
}
