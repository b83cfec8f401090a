import type { PostExplanation } from '../../search/answer/debug-post-answer.ts'
import { joined, plain } from './markdown.ts'
import { blocks } from './search-markdown.ts'

/** Why a post is where it is among the results of a query, or why it is not among them, as Markdown. */
export function whyMarkdown({ verdict, here, missing }: PostExplanation): string {
  return blocks([
    plain(verdict.sentence),
    here?.points.map(({ clause, points }) => `- ${points.toFixed(4)}: ${plain(clause)}`).join('\n'),
    missing?.title !== undefined &&
      missing.words
        .map(({ word, title, text, comments }) => {
          const places = joined([title && 'its title', text && 'its text', comments && 'its comments'], ', ')
          return `- ${plain(word)}: ${places === '' ? 'nowhere in the post' : `in ${places}`}`
        })
        .join('\n'),
  ])
}
