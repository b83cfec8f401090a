import { corpora, realBlog } from './blog/corpora.ts'
import { type Material, readMaterial } from './blog/material.ts'
import { type BlogFiles, writeBlog } from './blog/write-blog.ts'
import type { Options } from './options.ts'
import type { Table } from './table.ts'

/** What the parts of a run share. */
export type BenchRun = {
  options: Options
  /** Goes with the run. */
  folder: string
  blogs: Blogs
  signal: AbortSignal
  /** Says on standard error what is being done. */
  say: (line: string) => void
}

/** A part that asks the Elasticsearch at an address. */
export type Part = (run: BenchRun, elasticsearch: string) => Promise<PartResult>

/** What a part found: for people and for machines. */
export type PartResult = { tables: Table[]; data: unknown }

const POSTS = 2_000

/** The blogs of a run: each is generated when it is first asked for. */
export class Blogs {
  readonly #options: Options
  readonly #folder: string
  readonly #signal: AbortSignal
  readonly #written = new Map<number, Promise<BlogFiles>>()
  #material: Promise<Material> | undefined

  constructor(options: Options, folder: string, signal: AbortSignal) {
    this.#options = options
    this.#folder = folder
    this.#signal = signal
  }

  /** The blog that searches are timed on. */
  async main(): Promise<{ name: string; sources: string[] }> {
    const real = this.#options.posts === undefined ? realBlog() : undefined
    return real ?? this.generated(this.#options.posts ?? POSTS)
  }

  /** A blog of so many posts. */
  generated(posts: number): Promise<BlogFiles> {
    const written = this.#written.get(posts) ?? this.#write(posts)
    this.#written.set(posts, written)
    return written
  }

  async #write(posts: number): Promise<BlogFiles> {
    this.#material ??= readMaterial(corpora(), this.#signal)
    const { commentsPerPost, seed } = this.#options
    const shape = { posts, commentsPerPost, seed }
    return writeBlog(await this.#material, shape, `${this.#folder}/blog-${posts}`, this.#signal)
  }
}
