import { basename } from 'node:path'
import { readJsonValues } from '../ghost/json-values.ts'
import { readHead } from '../many-files.ts'
import { isTable, tableOf } from '../markdown/fields.ts'
import type { SourceItem } from '../source-types.ts'
import { commentFormat, commentItem, listOf, notAComment, textIn } from './json-export.ts'

/** Where threads are: in a list alone, or in the answer of GitHub's GraphQL API. */
const IN_LIST = ['$.*']
const IN_ANSWER = ['discussions', 'issues'].map((name) => `$.data.repository.${name}.nodes.*`)
/** Levels of replies. GitHub has one. */
const MAX_DEPTH = 10
/** The address of the page in the text of a thread, on a line of its own: giscus writes it plain, utterances as a link. */
const PAGE_LINE = /^[ \t]*(?:\[[^\]\n]*\]\()?(?<url>https?:\/\/[^\s()<>]+)\)?[ \t]*\r?$/m
/** The title of the thread of the front page. */
const FRONT_PAGE = 'index'

/**
 * The comments of giscus or utterances as JSON: a list of GitHub's discussions or issues with their comments, as GitHub's
 * API and its command line program give them. A thread names its page by an address in its text, or by its title.
 */
export const githubThreadsFormat = commentFormat(
  {
    name: 'giscus',
    title: 'discussions or issues of GitHub (giscus, utterances)',
    recognises: (head) =>
      /^\s*(?:\[\s*\{|\{\s*"data"\s*:)/.test(head) &&
      /"comments"\s*:\s*[[{]/.test(head) &&
      /"title"\s*:/.test(head) &&
      /"(?:body|bodyHTML)"\s*:|github\.com\//.test(head),
  },
  readThreads,
)

async function* readThreads(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const isList = /^\s*\[/.test(String(await readHead(path)))
  let number = 0
  for await (const { value } of readJsonValues(path, isList ? IN_LIST : IN_ANSWER, signal)) {
    number += 1
    const place = `${basename(path)}: thread ${number}`
    if (!isTable(value)) yield notAComment(place, value)
    else yield* readComments(value, { postUrl: pageOf(value), place, above: [] })
  }
}

/** `above` has the numbers of the comments that are answered, from the outermost. */
type Reading = {
  postUrl: string | undefined
  place: string
  parentId?: string | undefined
  above: readonly number[]
}

/** The comments of a thread, or the replies to a comment. One without an id of its own has its position as its id. */
function* readComments(
  thread: Record<string, unknown>,
  { postUrl, place, parentId, above }: Reading,
): Generator<SourceItem> {
  const isReply = above.length > 0
  for (const [i, comment] of listOf(isReply ? thread.replies : thread.comments).entries()) {
    const position = [...above, i + 1]
    const here = `${place}, ${isReply ? 'reply' : 'comment'} ${i + 1}`
    if (!isTable(comment)) {
      yield notAComment(here, comment)
      continue
    }
    const id = textIn(comment, 'id', 'databaseId', 'url') ?? position.join('/')
    yield toItem(comment, { id, postUrl, parentId, place: here })
    if (position.length < MAX_DEPTH) {
      yield* readComments(comment, { postUrl, place: here, parentId: id, above: position })
    }
  }
}

function toItem(
  comment: Record<string, unknown>,
  { id, postUrl, parentId, place }: Omit<Reading, 'above'> & { id: string },
): SourceItem {
  const hidden = postUrl === undefined ? 'comment of a thread that names no page' : whyHidden(comment)
  const html = textIn(comment, 'bodyHTML')
  return commentItem(place, hidden, {
    id,
    postUrl,
    parentId,
    text: html ?? textIn(comment, 'body') ?? '',
    format: html === undefined ? 'markdown' : 'html',
    author: textIn(comment, 'author') ?? textIn(tableOf(comment.author ?? comment.user), 'login', 'name'),
    date: textIn(comment, 'createdAt', 'created_at'),
    url: textIn(comment, 'url', 'html_url'),
  })
}

function whyHidden(comment: Record<string, unknown>): string | undefined {
  if (comment.isMinimized === true) return 'hidden'
  return textIn(comment, 'deletedAt') === undefined ? undefined : 'deleted'
}

/** The address or path of the page of a thread; undefined for a thread about something else. */
function pageOf(thread: Record<string, unknown>): string | undefined {
  const inText = PAGE_LINE.exec(textIn(thread, 'body') ?? '')?.groups?.url
  if (inText !== undefined) return inText
  const title = textIn(thread, 'title') ?? ''
  if (/^https?:\/\//i.test(title)) return title
  if (title === '' || /\s/.test(title)) return undefined
  return title === FRONT_PAGE ? '/' : `/${title.replace(/^\/+/, '')}`
}
