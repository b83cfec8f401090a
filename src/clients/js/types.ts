import type { z } from 'zod'
import type { Comment, Post } from '../../content/documents/document.ts'
import type { RelatedAnswer, ResolveAnswer } from '../../search/related/answers.ts'
import type { SuggestAnswer } from '../../search/suggest/suggest-answer.ts'
import type { BatchAnswer as BatchAnswerSchema, WriteAnswer } from '../../service/http/answer-schemas.ts'
import type {
  BatchParameters,
  SearchParameters,
  SuggestParameters,
  WriteParameters,
} from '../../service/http/request-schemas.ts'
import type { Line } from '../../service/http/writes/read-line.ts'

export type { CommentHit, Facets, Piece, PostHit, SearchAnswer } from '../../search/answer/answer.ts'
export type { PostRef } from '../../search/answer/post-ref.ts'
export type { Term } from '../../search/spelling/term.ts'
export type { RelatedAnswer, ResolveAnswer, SuggestAnswer, WriteAnswer }

/** Parameters in a looser form: a flag may be a boolean, and a repeatable parameter a single text. */
type Loosely<Parameters> = {
  [Name in keyof Parameters]:
    | Parameters[Name]
    | ('1' extends Parameters[Name] ? boolean : never)
    | (NonNullable<Parameters[Name]> extends readonly unknown[] ? string : never)
}

/** Parameters of a search. */
export type SearchOptions = Loosely<Omit<z.output<typeof SearchParameters>, 'debug-search'>> & {
  /** Adds the explanation of all scores. */
  'debug-search'?: boolean
}
/** Parameters of suggestions. */
export type SuggestOptions = z.output<typeof SuggestParameters>
/** Parameters of a write. */
export type WriteOptions = z.input<typeof WriteParameters>
/** Parameters of a batch. */
export type BatchOptions = z.input<typeof BatchParameters>
/** A line of a batch. */
export type BatchLine = z.input<typeof Line>
/** The outcome of each line of a batch. */
export type BatchAnswer = z.infer<typeof BatchAnswerSchema>
/** A post as `putPost` takes it. */
export type PostFields = Omit<z.input<typeof Post>, 'id'>
/** A comment as `putComment` takes it. */
export type CommentFields = Omit<z.input<typeof Comment>, 'id' | 'postId' | 'postUrl' | 'postSlug'>
