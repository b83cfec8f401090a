import type { Embedder } from './embedder.ts'
import { isTrainedOn, type Model } from './model.ts'
import { meanOf, passagesOf, passageText } from './passages.ts'
import { type SmallVector, toSmall, type VectorMemory } from './vector-memory.ts'

/** The part of a post that its vector depends on. */
export type Readable = { title: string; text: string; language?: string | undefined }

type PostVectorsOptions = {
  model: Model
  /** The processes that share the work. */
  embedders: readonly Embedder[]
  memory: Pick<VectorMemory, 'read' | 'write'>
  /** The language of posts that have none of their own. */
  blogLanguage: string
}

/** How many passages were embedded, and how many were remembered. */
type VectorCounts = { embedded: number; remembered: number; otherLanguage: number }

/** Makes the vectors of posts. Only passages that are not remembered are embedded. */
export class PostVectors {
  readonly counts: VectorCounts = { embedded: 0, remembered: 0, otherLanguage: 0 }
  readonly #options: PostVectorsOptions

  constructor(options: PostVectorsOptions) {
    this.#options = options
  }

  get model(): Model {
    return this.#options.model
  }

  /** The length of the model's vectors. Throws the model's error if it cannot run. */
  async dimensions(): Promise<number> {
    const [first] = this.#options.embedders
    return (await first?.embed('dimensions'))?.length ?? 0
  }

  /** The vector of each post: the mean of its passages. Undefined for a post in a language that the model was not trained on. */
  async of(posts: readonly Readable[], signal?: AbortSignal): Promise<(number[] | undefined)[]> {
    const passages = posts.map((post) => this.passagesOf(post))
    this.counts.otherLanguage += passages.filter(({ length }) => length === 0).length
    const vectors = await this.vectorsOf([...new Set(passages.flat())], signal)
    return passages.map((own) => {
      const found = own.flatMap((passage) => vectors.get(passage) ?? [])
      return found.length === 0 ? undefined : meanOf(found.map(asUnit))
    })
  }

  /** The passages of a post; none in a language that the model was not trained on. */
  passagesOf(post: Readable): string[] {
    const { model, blogLanguage } = this.#options
    return isTrainedOn(model, post.language ?? blogLanguage) ? passagesOf(post) : []
  }

  /** The vectors of passages. */
  async vectorsOf(passages: readonly string[], signal?: AbortSignal): Promise<Map<string, SmallVector>> {
    const { memory } = this.#options
    const vectors = await memory.read(passages, signal)
    const missing = passages.filter((passage) => !vectors.has(passage))
    this.counts.remembered += passages.length - missing.length
    const made = await this.#embed(missing, signal)
    this.counts.embedded += missing.length
    await memory.write(made, signal)
    for (const [passage, vector] of made) vectors.set(passage, vector)
    return vectors
  }

  async #embed(passages: readonly string[], signal?: AbortSignal): Promise<Map<string, SmallVector>> {
    const made = new Map<string, SmallVector>()
    const waiting = [...passages]
    const work = async (embedder: Embedder) => {
      for (let passage = waiting.shift(); passage !== undefined; passage = waiting.shift()) {
        signal?.throwIfAborted()
        made.set(passage, toSmall(await embedder.embed(passageText(this.model, passage))))
      }
    }
    await Promise.all(this.#options.embedders.map(work))
    return made
  }
}

function asUnit(vector: SmallVector): number[] {
  return meanOf([vector])
}
