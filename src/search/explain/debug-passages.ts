import { withoutIndexMarks } from '../../content/documents/index-marks.ts'
import { firstWords } from '../../core/first-words.ts'
import { aliasesOf } from '../../elastic/ask.ts'
import { getMany } from '../../elastic/get-many.ts'
import type { DebugHit } from '../answer/debug-answer.ts'
import type { Found, SearchContext } from '../find.ts'

/** Characters of a passage that are shown. */
const SHOWN = 300

type Post = { title: string; text: string }

/** The results of a page, with the passages that are nearest to the query in meaning. Without them if the model does not answer. */
export async function withPassages(
  { meaning: source, ...ctx }: SearchContext,
  { meaning }: Pick<Found, 'meaning'>,
  hits: readonly DebugHit[],
  signal?: AbortSignal,
): Promise<DebugHit[]> {
  if (source === undefined || meaning === undefined) return [...hits]
  const near = hits.filter((hit) => hit.meaning !== undefined).map(({ id }) => id)
  try {
    const index = aliasesOf(ctx).posts
    const posts = await getMany<Post>(
      ctx.client,
      { index, ids: near, _source_includes: ['title', 'text'] },
      { signal, timeoutMs: ctx.timeoutMs },
    )
    const texts = [...posts].map(([id, { _source }]) => ({ id, ...plain(_source) }))
    const passages = await source.nearest(meaning, texts)
    const found = new Map(texts.map(({ id }, i) => [id, passages[i]]))
    return hits.map((hit) => {
      const nearest = found.get(hit.id)
      if (hit.meaning === undefined || nearest === undefined) return hit
      const passage = { cosine: nearest.cosine, text: firstWords(nearest.passage, SHOWN) }
      return { ...hit, meaning: { ...hit.meaning, passage } }
    })
  } catch {
    return [...hits]
  }
}

function plain({ title, text }: Post): Post {
  return { title: withoutIndexMarks(title), text: withoutIndexMarks(text) }
}
