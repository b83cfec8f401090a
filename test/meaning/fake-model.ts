import type { Embedder } from '../../src/meaning/embedder.ts'
import type { Model } from '../../src/meaning/model.ts'

/** A model that knows a few words. Its vectors are made by {@link FakeEmbedder}. */
export function fakeModel(fingerprint = 'fake'): Model {
  return {
    fingerprint,
    folder: '/nowhere',
    name: `model ${fingerprint}`,
    weights: '',
    tokenizer: '',
    languages: ['en'],
    prefixes: { query: '', passage: '' },
    pooling: 'mean',
    maxTokens: 256,
  }
}

/** Words of one meaning. */
const CONCEPTS = [
  ['automobile', 'car', 'cars', 'vehicle'],
  ['doctor', 'physician', 'surgeon'],
  ['holiday', 'vacation', 'journey'],
  ['supper', 'dinner', 'meal'],
]
/** Words without a concept share the other numbers. */
const WIDTH = 64

/** Stands in for the process of a model: a text's vector counts its concepts, and its other words by their hash. */
export class FakeEmbedder implements Embedder {
  readonly texts: string[] = []
  waiting = 0
  problem: string | undefined
  /** What each text waits for. */
  delay: Promise<void> = Promise.resolve()

  async embed(text: string): Promise<Float32Array> {
    this.texts.push(text)
    this.waiting += 1
    await this.delay
    this.waiting -= 1
    if (this.problem !== undefined) throw new Error(this.problem)
    const vector = new Float32Array(WIDTH)
    for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
      const place = placeOf(word)
      vector[place] = (vector[place] ?? 0) + (place < CONCEPTS.length ? 4 : 1)
    }
    const length = Math.hypot(...vector) || 1
    return vector.map((value) => value / length)
  }

  async close(): Promise<void> {}
}

function placeOf(word: string): number {
  const concept = CONCEPTS.findIndex((words) => words.includes(word))
  if (concept >= 0) return concept
  const hash = [...word].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 9973, 7)
  return CONCEPTS.length + (hash % (WIDTH - CONCEPTS.length))
}
