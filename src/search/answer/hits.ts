import type { estypes } from '@elastic/elasticsearch'
import { withoutIndexMarks } from '../../content/documents/index-marks.ts'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import { COMMENTS_SHOWN } from '../ranking.ts'
import type { CommentHit, Piece, PostHit } from './answer.ts'
import type { FoundComment, RankedPost } from './merge.ts'
import { plainPiece, toPieces } from './pieces.ts'

/** A post that matched, with its highlights. */
export type FoundPost = estypes.SearchHit<IndexedPost>

/** A result as the reader gets it. A post that was found only by its comments is shown with the fields that comments have of it. */
export function toPostHit(ranked: RankedPost, found: FoundPost | undefined): PostHit {
  const post = found?._source
  const comment = ranked.comments[0]?._source
  const summary = post ?? comment?.post
  const title = withoutIndexMarks(summary?.title ?? '')
  return {
    id: ranked.id,
    url: summary?.url ?? '',
    title,
    image: summary?.image ?? null,
    date: summary?.date ?? null,
    score: ranked.score,
    ...labelsOf(post ?? comment),
    author: summary?.author ?? null,
    highlights: {
      title: fragments(found, 'title', title)[0] ?? [],
      text: fragments(found, 'text', summary?.excerpt),
    },
    comments: ranked.comments.slice(0, COMMENTS_SHOWN).map(toCommentHit),
    ...(ranked.meaning?.alone === true && { similar: true as const }),
  }
}

type Labelled = Partial<Pick<IndexedPost, 'categories' | 'tags' | 'language' | 'site'>>

/** The labels of a post, which its comments have too. */
function labelsOf({ categories = [], tags = [], language, site }: Labelled = {}) {
  return { categories, tags, language: language ?? null, site: site ?? null }
}

function toCommentHit(hit: FoundComment): CommentHit {
  return {
    id: hit._source?.id ?? '',
    url: hit._source?.url ?? '',
    author: hit._source?.author ?? null,
    date: hit._source?.date ?? null,
    highlights: fragments(hit, 'comment', undefined),
  }
}

/** The highlighted fragments of a field; without any, the plain text that stands in for them. */
function fragments(hit: estypes.SearchHit | undefined, field: string, plain: string | undefined): Piece[][] {
  const highlighted = (hit?.highlight?.[field] ?? []).map(toPieces).filter((pieces) => pieces.length > 0)
  if (highlighted.length > 0) return highlighted
  return plain ? [[plainPiece(plain)]] : []
}
