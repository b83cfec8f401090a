import { vocabularySpelling } from '../../../content/words/words-of.ts'
import { knownWords } from './lookups.ts'
import type { OwnerIndex } from './owner-index.ts'

/** Least limit of documents: in a small blog, few words are in fewer. */
const FEW = 2
/** The vocabulary has no words of these scripts, but one or two of their signs tell much. */
const TELLS_ALONE = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]+$/u

/** A test for telling words, which say what a post is about: at most a share of the posts and comments have them. "from" and "your" are not telling. */
export async function tellingWords(
  owner: OwnerIndex,
  words: readonly string[],
  share: number,
): Promise<(word: string) => boolean> {
  const known = await knownWords(owner, words)
  const most = Math.max(FEW, share * owner.documents)
  return (word) => {
    if (TELLS_ALONE.test(word)) return true
    const documents = known.get(vocabularySpelling(word))
    return documents !== undefined && documents <= most
  }
}
