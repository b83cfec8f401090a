import { readFile } from 'node:fs/promises'
import { seededRandom, shuffled } from '../src/evaluation/random.ts'

/** Kinds of query that cost differently, from the judged queries of a blog. */
export async function queriesByKind(
  folder: string,
  count: number,
  seed: number,
): Promise<Map<string, string[]>> {
  const random = seededRandom(seed)
  const judged = await readJudged(folder)
  const some = (kind: string) => shuffled(judged.get(kind) ?? [], random).slice(0, count)
  const phrases = some('phrase')
  return new Map([
    ['correct word', some('noharm')],
    ['correct phrase', phrases],
    ['long sentence', some('exact-title').map((title, i) => `${title} ${phrases[i] ?? ''}`.trim())],
    ['one typo', some('typo-term')],
    ['two typos', phrases.map(withTwoTypos)],
    ['nothing found', phrases.map((_, i) => `zzxqj${i} wwvkq`)],
  ])
}

async function readJudged(folder: string): Promise<Map<string, string[]>> {
  const judged = new Map<string, string[]>()
  for (const name of ['queries.tsv', 'queries-noharm.tsv']) {
    const content = await readFile(`${folder}/${name}`, 'utf8').catch(() => '')
    for (const line of content.split('\n')) {
      const [q, kind] = line.split('\t')
      if (q && kind && !q.startsWith('#')) judged.set(kind, [...(judged.get(kind) ?? []), q])
    }
  }
  return judged
}

/** The two longest words with two letters swapped in their middle. */
export function withTwoTypos(phrase: string): string {
  const words = phrase.split(' ')
  const longest = [...words.keys()]
    .sort((a, b) => (words[b]?.length ?? 0) - (words[a]?.length ?? 0))
    .slice(0, 2)
  return words.map((word, i) => (longest.includes(i) ? withSwap(word) : word)).join(' ')
}

function withSwap(word: string): string {
  const i = Math.floor(word.length / 2)
  return word.length < 4
    ? word
    : word.slice(0, i - 1) + word.slice(i, i + 1) + word.slice(i - 1, i) + word.slice(i + 1)
}
