import { seededRandom } from '../../src/core/random.ts'
import type { Material } from './material.ts'
import type { Piece } from './pieces.ts'
import { shareOfNewWords, WordInventor } from './word-inventor.ts'

export type GeneratedPost = {
  id: string
  url: string
  title: string
  text: string
  format: 'markdown'
  date: string
  author: string
  tags: string[]
  categories: string[]
}
export type GeneratedComment = { id: string; postId: string; text: string; author: string; date: string }

export type BlogShape = { posts: number; commentsPerPost: number; seed: number }

/** Words that another stands for, besides rare ones of pieces that were used before. */
const REPLACED_SHARE = 1 / 20
/** Between two words that may be replaced there is another, on average. */
const TOKENS_IN_PART = 1
const SENTENCES_IN_PARAGRAPH = 4
const AUTHORS = ['Mara Lindqvist', 'Tom Ashworth', 'Ines Duarte', 'Henk de Vries']
const CATEGORIES = ['web', 'code', 'bread', 'travel', 'garden', 'stars', 'notes', 'work']
const FIRST_DAY = Date.UTC(2005, 0, 1)
const DAYS = 7_300
const DAY_MS = 86_400_000

/** The posts of a blog with their comments, one after another. The first thousand are the same however many are made. */
export function* generateBlog(
  material: Material,
  { posts, commentsPerPost, seed }: BlogShape,
): Generator<{ post: GeneratedPost; comments: GeneratedComment[] }> {
  const writer = new Writer(material, seededRandom(seed))
  for (let i = 1; i <= posts; i++) {
    const post = writer.post(i)
    yield { post, comments: writer.comments(post, commentsPerPost) }
  }
}

class Writer {
  readonly #material: Material
  readonly #random: () => number
  readonly #inventor: WordInventor
  readonly #used = new Set<Piece>()
  readonly #meanComments: number
  #tokens = 0
  /** Words that the vocabulary should have grown by, and has not yet. */
  #owed = 0

  constructor(material: Material, random: () => number) {
    this.#material = material
    this.#random = random
    this.#inventor = new WordInventor(material, random)
    const { commentCounts } = material
    this.#meanComments = commentCounts.reduce((sum, count) => sum + count, 0) / (commentCounts.length || 1)
  }

  post(number: number): GeneratedPost {
    const { pieces, postLengths, tags } = this.#material
    const date = new Date(FIRST_DAY + Math.floor(this.#random() * DAYS) * DAY_MS).toISOString()
    return {
      id: `post-${number}`,
      url: `/${date.slice(0, 4)}/post-${number}/`,
      title: this.#title(),
      text: this.#text(pieces, this.#draw(postLengths, 1)),
      format: 'markdown',
      date,
      author: this.#draw(AUTHORS, ''),
      tags: [...new Set([this.#draw(tags, 'blog'), this.#draw(tags, 'blog')])],
      categories: [this.#draw(CATEGORIES, '')],
    }
  }

  comments(post: GeneratedPost, perPost: number): GeneratedComment[] {
    const { commentPieces, commentLengths, commentCounts } = this.#material
    const wanted = (this.#draw(commentCounts, 0) * perPost) / (this.#meanComments || 1)
    const count = commentPieces.length === 0 ? 0 : Math.floor(wanted + this.#random())
    return Array.from({ length: count }, (_, i) => ({
      id: `c${i + 1}`,
      postId: post.id,
      text: `<p>${this.#text(commentPieces, this.#draw(commentLengths, 1))}</p>`,
      author: this.#draw(AUTHORS, ''),
      date: post.date,
    }))
  }

  /** A real title with one of its words replaced by a rare one, or by one of another title. */
  #title(): string {
    const words = this.#draw(this.#material.titles, 'Notes').split(' ')
    const others = this.#draw(this.#material.titles, 'Notes').split(' ')
    const other = this.#random() < 0.5 ? this.#word() : this.#draw(others, 'notes')
    return words.with(Math.floor(this.#random() * words.length), other).join(' ')
  }

  #text(pieces: readonly Piece[], length: number): string {
    let text = ''
    let before = true
    for (let i = 0; i < length; i++) {
      const piece = pieces[Math.floor(this.#random() * pieces.length)]
      if (piece === undefined) break
      const apart = piece.block || before || this.#random() < 1 / SENTENCES_IN_PARAGRAPH
      text += (text === '' ? '' : apart ? '\n\n' : ' ') + this.#varied(piece)
      before = piece.block
    }
    return text
  }

  /** The piece with some of its words replaced, so that hardly any phrase comes twice. */
  #varied(piece: Piece): string {
    const again = this.#used.has(piece)
    this.#used.add(piece)
    const tokens = piece.parts.length * TOKENS_IN_PART
    this.#owed += tokens * shareOfNewWords(this.#tokens, this.#material)
    this.#tokens += tokens
    let text = ''
    for (const [i, part] of piece.parts.entries()) {
      const isWord = i % 2 === 1
      const replaced = isWord && (this.#random() < REPLACED_SHARE || (again && this.#material.rare.has(part)))
      text += replaced ? this.#word() : part
    }
    return text
  }

  #word(): string {
    if (this.#owed < 1) return this.#inventor.repeat()
    this.#owed -= 1
    return this.#inventor.invent()
  }

  #draw<T>(items: readonly T[], otherwise: T): T {
    return items[Math.floor(this.#random() * items.length)] ?? otherwise
  }
}
