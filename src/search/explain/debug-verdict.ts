import type { PostExplanation, Verdict, WhyHere, WhyMissing } from '../answer/debug-post-answer.ts'
import type { Found } from '../find.ts'
import { COMMENT_WINDOW, MAX_DEPTH } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import { isOff } from '../request/switches.ts'

type ExplainedPost = { input: SearchInput; found: Found; id: string }

/** The reason why a post is shown or not, with a sentence. */
export function verdictOf(
  { here, missing }: Pick<PostExplanation, 'here' | 'missing'>,
  asked: ExplainedPost,
): Verdict {
  if (here !== undefined) return rankVerdict(here, asked)
  if (missing?.title === undefined) {
    return {
      decides: 'index',
      sentence:
        'The index has no post with this id or address: see what the last reindex said of it. Drafts, excluded posts and those of the future are never indexed.',
    }
  }
  return missingVerdict(missing, asked)
}

function rankVerdict(here: WhyHere, { input, id }: ExplainedPost): Verdict {
  if (input.query.text === '') return listedVerdict(here, { input, id })
  const place = `${id} is result ${here.rank} of ${here.of}, with a score of ${rounded(here.score)}: ${here.tier}.`
  const { lastShown } = here
  if (lastShown === undefined && here.page === input.page) return { decides: 'none', sentence: place }
  const order = input.sort === 'date' ? 'newest first' : 'by score'
  const last =
    lastShown === undefined
      ? ''
      : ` The last result of page ${input.page} has ${rounded(lastShown.score)}: ${lastShown.tier}.`
  return { decides: 'rank', sentence: `${place} That is on page ${here.page}, ${order}.${last}` }
}

/** Without a text nothing is scored: the date alone decides. */
function listedVerdict(here: WhyHere, { input, id }: Pick<ExplainedPost, 'input' | 'id'>): Verdict {
  const place = `${id} is result ${here.rank} of ${here.of}, newest first`
  if (here.page === input.page) return { decides: 'none', sentence: `${place}.` }
  return { decides: 'rank', sentence: `${place}, on page ${here.page}.` }
}

function missingVerdict(missing: WhyMissing, asked: ExplainedPost): Verdict {
  const { failed, beyond } = missing
  const q = asked.input.query.text
  const notFound = `${asked.id} is not among the results${q === '' ? '' : ` for “${q}”`}.`
  if (failed.length > 0) {
    const conditions = failed.map((condition) => `that it ${condition}`).join('; ')
    const told = failed.length === 1 ? 'a condition' : 'conditions'
    return { decides: 'filter', sentence: `${notFound} It fails ${told}: ${conditions}.` }
  }
  if (beyond.post !== null || beyond.comment !== null) {
    const reason = q === '' ? `Only the newest ${MAX_DEPTH} posts are listed.` : depthReason(beyond)
    return { decides: 'depth', sentence: `${notFound} ${reason}` }
  }
  return { decides: 'words', sentence: `${notFound} ${wordsReason(missing, asked)}` }
}

function depthReason({ post, comment }: WhyMissing['beyond']): string {
  if (post !== null) {
    return `It matches with a score of ${rounded(post)}, but only the best ${MAX_DEPTH} posts are ranked.`
  }
  return `Only a comment of it matches, with ${rounded(comment ?? 0)}, and only the best ${COMMENT_WINDOW} comments of all posts are ranked.`
}

function wordsReason({ words, required }: WhyMissing, { input, found }: ExplainedPost): string {
  const places = input.titleOnly ? 'title' : 'title and text'
  const own = words.filter(({ title, text }) => title || (text && !input.titleOnly)).length
  const inComments = words.some(({ comments }) => comments)
  if (own === 0) {
    const none = input.titleOnly ? 'Its title has none' : 'Neither its title nor its text has any'
    return `${none} of the words.${inComments ? commentReason(input) : ''}`
  }
  if (isOff(input, 'fallback') && own >= required) {
    return `Its ${places} have ${own} of the words, but not in a row, and without the fallback nothing else counts.`
  }
  const share = found.all && input.sort === 'date' ? ', since by date a result needs all of them' : ''
  return `Its ${places} have ${own} of the words; a result needs ${required}${share}.`
}

function commentReason(input: SearchInput): string {
  if (isOff(input, 'comments')) return ' Its comments have, but comments are turned off.'
  if (input.titleOnly) return ' Its comments have, but only titles are searched.'
  return ' Its comments have some of them, but not enough together.'
}

function rounded(value: number): string {
  return value.toFixed(4)
}
