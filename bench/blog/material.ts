import { validateDocument } from '../../src/content/documents/validate.ts'
import { openSource } from '../../src/content/sources/source.ts'
import type { Corpus } from './corpora.ts'
import { cutComment, cutIntoPieces, type Piece, wordsOfPiece } from './pieces.ts'

/** What generated blogs are made of: the pieces of real ones, and how these are put together. */
export type Material = {
  pieces: Piece[]
  commentPieces: Piece[]
  /** Pieces in each post and each comment, and comments under each post of a blog that has any. */
  postLengths: number[]
  commentLengths: number[]
  commentCounts: number[]
  titles: string[]
  tags: string[]
  /** How many words all texts have, and how many different ones. */
  tokens: number
  distinct: number
  /** The words that others may stand for, and which of them hardly ever come. */
  words: ReadonlySet<string>
  rare: ReadonlySet<string>
}

/** More occurrences than this are not rare. */
const RARE_OCCURRENCES = 3
const WORDS = /\p{L}+/gu

/** Reads real blogs. */
export async function readMaterial(blogs: readonly Corpus[], signal?: AbortSignal): Promise<Material> {
  const reader = new Reader()
  for (const { sources } of blogs) {
    for (const path of sources) {
      const source = await openSource(path, { siteUrl: 'https://blog.example' })
      for await (const item of source.items(signal)) {
        if (item.kind === 'document') reader.add(item.value)
      }
    }
    reader.endBlog()
  }
  return reader.material()
}

class Reader {
  readonly #material = {
    pieces: [] as Piece[],
    commentPieces: [] as Piece[],
    postLengths: [] as number[],
    commentLengths: [] as number[],
    commentCounts: [] as number[],
    titles: [] as string[],
    tags: [] as string[],
  }
  readonly #occurrences = new Map<string, number>()
  readonly #distinct = new Set<string>()
  #tokens = 0
  #commentsOf = new Map<string, number>()

  add(value: unknown): void {
    const validated = validateDocument(value)
    const into = this.#material
    if (validated.kind === 'post') {
      const { id, title, text, tags } = validated.post
      const pieces = cutIntoPieces(text)
      if (title === undefined || pieces.length === 0) return
      into.titles.push(title)
      into.tags.push(...tags)
      into.postLengths.push(pieces.length)
      this.#addPieces(into.pieces, pieces)
      if (!this.#commentsOf.has(id)) this.#commentsOf.set(id, 0)
    }
    if (validated.kind === 'comment') {
      const { postId = '', text } = validated.comment
      const pieces = cutComment(text)
      if (pieces.length === 0) return
      into.commentLengths.push(pieces.length)
      this.#addPieces(into.commentPieces, pieces)
      this.#commentsOf.set(postId, (this.#commentsOf.get(postId) ?? 0) + 1)
    }
  }

  /** The posts of a blog without comments say nothing about how many posts have. */
  endBlog(): void {
    const counts = [...this.#commentsOf.values()]
    if (counts.some((count) => count > 0)) this.#material.commentCounts.push(...counts)
    this.#commentsOf = new Map()
  }

  material(): Material {
    const occurrences = this.#occurrences
    const rare = [...occurrences].filter(([, count]) => count <= RARE_OCCURRENCES).map(([word]) => word)
    return {
      ...this.#material,
      tokens: this.#tokens,
      distinct: this.#distinct.size,
      words: new Set(occurrences.keys()),
      rare: new Set(rare),
    }
  }

  #addPieces(all: Piece[], pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      all.push(piece)
      for (const word of piece.parts.join('').match(WORDS) ?? []) {
        this.#tokens += 1
        this.#distinct.add(word.toLowerCase())
      }
      for (const word of wordsOfPiece(piece)) {
        this.#occurrences.set(word, (this.#occurrences.get(word) ?? 0) + 1)
      }
    }
  }
}
