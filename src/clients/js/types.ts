import type { z } from 'zod'
import type { Comment, Post } from '../../content/documents/document.ts'
import type { RelatedAnswer, ResolveAnswer } from '../../search/related/answers.ts'
import type { SuggestAnswer } from '../../search/suggest/suggest-answer.ts'
import type { BatchAnswer as BatchAnswerSchema, WriteAnswer } from '../../service/http/answers.ts'
import type {
  BatchParameters,
  SearchParameters,
  SuggestParameters,
  WriteParameters,
} from '../../service/http/requests.ts'
import type { Line } from '../../service/http/writes/read-line.ts'

export type { CommentHit, Facets, Piece, PostHit, SearchAnswer } from '../../search/answer/answer.ts'
export type { PostRef } from '../../search/answer/post-ref.ts'
export type { Term } from '../../search/spelling/term.ts'
export type { RelatedAnswer, ResolveAnswer, SuggestAnswer, WriteAnswer }

/** Flags may be true or false, and what may repeat a single text. */
type Loosely<Parameters> = {
  [Name in keyof Parameters]:
    | Parameters[Name]
    | ('1' extends Parameters[Name] ? boolean : never)
    | (NonNullable<Parameters[Name]> extends readonly unknown[] ? string : never)
}

/** What a search may be given. */
export type SearchOptions = Loosely<Omit<z.output<typeof SearchParameters>, 'debug-search'>> & {
  /** Adds why everything scored as it did. */
  'debug-search'?: boolean
}
/** What suggestions may be given. */
export type SuggestOptions = z.output<typeof SuggestParameters>
/** What a write may be given. */
export type WriteOptions = z.input<typeof WriteParameters>
/** What a batch may be given. */
export type BatchOptions = z.input<typeof BatchParameters>
/** A line of a batch. */
export type BatchLine = z.input<typeof Line>
/** What became of each line of a batch. */
export type BatchAnswer = z.infer<typeof BatchAnswerSchema>
/** A post as it is written. */
export type PostFields = Omit<z.input<typeof Post>, 'id'>
/** A comment as it is written. */
export type CommentFields = Omit<z.input<typeof Comment>, 'id' | 'postId' | 'postUrl' | 'postSlug'>
