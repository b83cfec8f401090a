import { SAMPLE } from '../../bench/blog/corpora.ts'
import { readMaterial } from '../../bench/blog/material.ts'
import { WordInventor } from '../../bench/blog/word-inventor.ts'
import { seededRandom } from '../../src/core/random.ts'

/** A blog that says nothing, and what queries can be made of. */
export type RandomBlog = {
  posts: RandomPost[]
  comments: { id: string; postId: string; text: string }[]
  /** All words of the posts in a row: a stretch of them stands in a post, but where one ends. */
  words: string[]
  /** Of each post one paragraph. */
  paragraphs: { id: string; text: string }[]
}

type RandomPost = {
  id: string
  url: string
  title: string
  text: string
  date: string
  author: string
  categories: string[]
}

/** Words that make sentences of the others: nearly every second word of an English text. */
const SMALL_WORDS =
  'the the the of of and and to to a a in in is it that for on with as was at be this by are from or an not have you we can if but'.split(
    ' ',
  )
const SMALL_SHARE = 0.45
/** As in real blogs every tenth word or so is one that no earlier post has; the others come as often as before. */
const NEW_SHARE = 0.08
const PARAGRAPHS = 4
const WORDS_IN_SENTENCE = { least: 5, most: 20 }
const WORDS_IN_PARAGRAPH = 60
const FIRST_DAY = Date.UTC(2010, 0, 1)
const DAY_MS = 86_400_000
export const CATEGORIES = ['web', 'code', 'bread', 'garden']
export const AUTHORS = ['Mara Lindqvist', 'Tom Ashworth', 'Ines Duarte']

/** Posts of words of the sample blog and invented ones, as frequent as those of an English text, every second post with a comment. The same seed makes the same blog. */
export async function randomBlog(count: number, seed: number): Promise<RandomBlog> {
  const writer = new Writer(await readMaterial([SAMPLE]), seededRandom(seed))
  const blog: RandomBlog = { posts: [], comments: [], words: [], paragraphs: [] }
  for (let i = 0; i < count; i++) {
    const id = `p${i}`
    const paragraphs = Array.from({ length: PARAGRAPHS }, () => writer.paragraph())
    const text = paragraphs.join('\n\n')
    blog.posts.push({ id, url: `/${id}/`, title: writer.title(), text, ...labels(i) })
    if (i % 2 === 0) blog.comments.push({ id: `c${i}`, postId: id, text: writer.paragraph() })
    blog.words.push(...(text.match(/\p{L}+/gu) ?? []))
    blog.paragraphs.push({ id, text: paragraphs[i % PARAGRAPHS] ?? '' })
  }
  return blog
}

function labels(i: number) {
  return {
    date: new Date(FIRST_DAY + i * 17 * DAY_MS).toISOString(),
    author: AUTHORS[i % AUTHORS.length] ?? '',
    categories: [CATEGORIES[i % CATEGORIES.length] ?? ''],
  }
}

class Writer {
  readonly #inventor: WordInventor
  readonly #random: () => number

  constructor({ words }: { words: ReadonlySet<string> }, random: () => number) {
    this.#inventor = new WordInventor({ words, rare: words }, random)
    this.#random = random
  }

  title(): string {
    return capitalised(Array.from({ length: 3 }, () => this.#contentWord()).join(' '))
  }

  paragraph(): string {
    const sentences: string[] = []
    for (let words = 0; words < WORDS_IN_PARAGRAPH; words += sentences.at(-1)?.split(' ').length ?? 1) {
      sentences.push(this.#sentence())
    }
    return sentences.join(' ')
  }

  #sentence(): string {
    const { least, most } = WORDS_IN_SENTENCE
    const length = least + this.#below(most - least + 1)
    const words = Array.from({ length }, () =>
      this.#random() < SMALL_SHARE
        ? (SMALL_WORDS[this.#below(SMALL_WORDS.length)] ?? 'the')
        : this.#contentWord(),
    )
    return `${capitalised(words.join(' '))}.`
  }

  #contentWord(): string {
    return this.#random() < NEW_SHARE ? this.#inventor.invent() : this.#inventor.repeat()
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count)
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
