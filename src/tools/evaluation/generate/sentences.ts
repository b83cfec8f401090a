import { splitWords, type Word } from '../../../search/request/words.ts'

/** Characters read of a text: the phrases of this part are as good as those of the rest. */
const MAX_CHARACTERS = 50_000
const MIN_WORDS = 5
const ENDS_AS_SENTENCE = /[.!?…。！？]["'”’)」]*$/u
/** Signs of code, markup and addresses. */
const CODE = /[{}<>=\\|`@*#_~^$[\]]|::|\(\)|\/\/|->/
/** A word of a phrase: letters only, lower case after the first. */
const PLAIN_WORD = /^\p{L}[\p{Ll}\p{Lo}\p{M}'’]*$/u
/** The allowed gap between two words of a phrase. Chinese has none. */
const GAP = /^[ -]?$/

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The sentences of a plain text that are prose: five words or more, with an end mark, without code, markup and addresses. */
export function sentencesOf(text: string): string[] {
  return text
    .slice(0, MAX_CHARACTERS)
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => ENDS_AS_SENTENCE.test(sentence) && !CODE.test(sentence))
    .filter((sentence) => splitWords(sentence).length >= MIN_WORDS)
}

/** The runs of plain words in a sentence, without a number, acronym or sign between two words. */
export function plainRuns(sentence: string): Word[][] {
  const runs: Word[][] = [[]]
  let end = 0
  for (const word of splitWords(sentence)) {
    const plain = PLAIN_WORD.test(word.text)
    if (!plain || !GAP.test(sentence.slice(end, word.start))) runs.push([])
    if (plain) runs.at(-1)?.push(word)
    end = word.end
  }
  return runs.filter((run) => run.length > 0)
}
