/** Letters before, in the middle of and after a word. */
const EDGE = '^'
const CONTEXT = 2
const MIN_LENGTH = 5
const MAX_LENGTH = 13
const TRIES = 50
/** Earlier words that one is drawn from: a fair sample of all. */
const REMEMBERED = 100_000

/** How fast a vocabulary grows: by Heaps' law, words = words of the real blogs x (tokens / their tokens)^0.55. */
const HEAPS_EXPONENT = 0.55

/**
 * Words that no real blog has. Most are drawn from those that were given before, each as often as it was given (Simon's process), so that
 * their frequencies follow Zipf's law and about half of them stand in one place only, however many were given. The rare words of the real
 * blogs count as given once.
 */
export class WordInventor {
  readonly #followers = new Map<string, string>()
  readonly #known: Set<string>
  readonly #given: string[]
  readonly #random: () => number
  #count: number

  constructor(
    { words, rare }: { words: ReadonlySet<string>; rare: ReadonlySet<string> },
    random: () => number,
  ) {
    this.#known = new Set(words)
    this.#given = [...rare].slice(0, REMEMBERED)
    this.#count = this.#given.length
    this.#random = random
    for (const word of words) this.#learn(word)
  }

  /** One of the words that were given before, each as likely as it was given. */
  repeat(): string {
    const word = this.#given[this.#below(this.#given.length)] ?? this.invent()
    this.#remember(word)
    return word
  }

  /** A word that was not given before: its letters follow each other as in the real words. */
  invent(): string {
    for (let tries = 0; ; tries++) {
      const word = this.#spell() + (tries < TRIES ? '' : this.#spell())
      if (word.length < MIN_LENGTH || this.#known.has(word)) continue
      this.#known.add(word)
      this.#remember(word)
      return word
    }
  }

  #learn(word: string): void {
    const spelled = EDGE.repeat(CONTEXT) + word + EDGE
    for (let i = CONTEXT; i < spelled.length; i++) {
      const context = spelled.slice(i - CONTEXT, i)
      this.#followers.set(context, (this.#followers.get(context) ?? '') + (spelled[i] ?? ''))
    }
  }

  #spell(): string {
    let word = EDGE.repeat(CONTEXT)
    while (word.length < MAX_LENGTH + CONTEXT) {
      const followers = this.#followers.get(word.slice(-CONTEXT)) ?? 'aeiou'
      const letter = followers[this.#below(followers.length)] ?? EDGE
      if (letter === EDGE) break
      word += letter
    }
    return word.slice(CONTEXT)
  }

  #remember(word: string): void {
    this.#count += 1
    if (this.#given.length < REMEMBERED) this.#given.push(word)
    else {
      const place = this.#below(this.#count)
      if (place < REMEMBERED) this.#given[place] = word
    }
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count)
  }
}

/** The share of words that are new to a blog of so many, beyond those that the real blogs bring into it. */
export function shareOfNewWords(tokens: number, real: { tokens: number; distinct: number }): number {
  const size = tokens / real.tokens
  const bySize = (HEAPS_EXPONENT * real.distinct * Math.max(1, size) ** (HEAPS_EXPONENT - 1)) / real.tokens
  return bySize * (1 - Math.exp(-size))
}
