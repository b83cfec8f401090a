import type { Client, estypes } from '@elastic/elasticsearch'
import { z } from 'zod'
import { InputError } from '../core/errors.ts'
import { backendError } from './retry.ts'

/** A token at its place in the text: `position` counts words, `start` and `end` UTF-16 code units. */
export type Token = { token: string; position: number; start: number; end: number }

/** The tokens that an analyzer, or the normalizer of keywords, makes of a text, and the fields that are indexed and searched with it. */
export type Analysis = { name: string; indexed: string[]; searched: string[]; tokens: Token[] }

type Use = Omit<Analysis, 'tokens'> & { kind: 'analyzer' | 'normalizer' }

const Field = z.looseObject({
  analyzer: z.string().optional(),
  search_analyzer: z.string().optional(),
  normalizer: z.string().optional(),
})
const Properties = z.record(z.string(), Field.extend({ fields: z.record(z.string(), Field).optional() }))

/** A text as a document has it, with marks for the analyzers, and as a reader types it. */
type AnalyzedText = { indexed: string; typed: string }

/** The tokens that each analyzer of a live index makes of a text: of the indexed form if it indexes texts of posts. Their places are in that form. Throws an InputError without such an index, and a BackendError if Elasticsearch cannot answer. */
export async function analyze(client: Client, alias: string, text: AnalyzedText): Promise<Analysis[]> {
  const found = await ask(
    client.indices.getMapping({ index: alias, allow_no_indices: true, ignore_unavailable: true }),
  )
  const [live] = Object.entries(found)
  if (live === undefined) {
    throw new InputError(
      `${alias}: expected an index, got none; run \`blog-search reindex\`, or check INDEX_PREFIX`,
    )
  }
  const [index, { mappings }] = live
  const uses = usesOf(Properties.parse(mappings.properties ?? {}))
  const analyses: Analysis[] = []
  // One after another: Elasticsearch analyzes one text at a time, and refuses more than 16 that wait.
  for (const { kind, ...use } of uses) {
    const read = indexesText(use) ? text.indexed : text.typed
    const answer = await ask(client.indices.analyze({ index, text: read, [kind]: use.name }))
    analyses.push({ ...use, tokens: (answer.tokens ?? []).map(toToken) })
  }
  return analyses
}

/** Whether an analyzer indexes the texts of posts, which have marks. */
export function indexesText({ indexed }: Pick<Analysis, 'indexed'>): boolean {
  return indexed.some((field) => field.split('.')[0] === 'text')
}

function usesOf(properties: z.infer<typeof Properties>): Use[] {
  const uses = new Map<string, Use>()
  const use = (kind: Use['kind'], name: string | undefined, how: 'indexed' | 'searched', field: string) => {
    if (name === undefined) return
    const known = uses.get(name) ?? { kind, name, indexed: [], searched: [] }
    known[how].push(field)
    uses.set(name, known)
  }
  for (const [field, { analyzer, search_analyzer = analyzer, normalizer }] of withSubfields(properties)) {
    use('analyzer', analyzer, 'indexed', field)
    use('analyzer', search_analyzer, 'searched', field)
    use('normalizer', normalizer, 'indexed', field)
    use('normalizer', normalizer, 'searched', field)
  }
  return [...uses.values()]
}

function* withSubfields(properties: z.infer<typeof Properties>): Generator<[string, z.infer<typeof Field>]> {
  for (const [name, field] of Object.entries(properties)) {
    yield [name, field]
    for (const [subname, subfield] of Object.entries(field.fields ?? {}))
      yield [`${name}.${subname}`, subfield]
  }
}

function toToken({ token, position, start_offset, end_offset }: estypes.IndicesAnalyzeAnalyzeToken): Token {
  return { token, position, start: start_offset, end: end_offset }
}

async function ask<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((cause: unknown) => {
    throw backendError('Elasticsearch did not analyze the text', cause)
  })
}
