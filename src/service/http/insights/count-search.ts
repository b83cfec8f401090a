import type { Request } from 'express'
import type { SearchAnswer } from '../../../search/answer/answer.ts'
import type { SearchInput } from '../../../search/request/input.ts'
import type { Context } from '../../context.ts'
import { outcomeOf } from '../../insights/outcome.ts'
import { isCounted } from './is-counted.ts'

type Searched = {
  req: Request
  /** The parameters as they were sent. */
  params: URLSearchParams
  input: SearchInput
  answer: SearchAnswer
}

/**
 * Counts a search that a reader submitted. Further pages are the same search, and a request with `prefix` is one of a page that searches
 * while a reader types: it tells by itself which of them stood still or led to a click.
 */
export function countSearch({ insights }: Pick<Context, 'insights'>, searched: Searched): void {
  const { req, params, input, answer } = searched
  if (input.debug || input.page > 1 || params.has('prefix') || answer.partial === true) return
  if (isCounted(req)) insights.count(eventOf(searched))
}

/** The event of a search, or of a click at a position from 1. */
export function eventOf({ req, input, answer }: Omit<Searched, 'params'>, position?: number) {
  return {
    query: input.query.text,
    outcome: outcomeOf(input, answer),
    address: req.ip ?? '',
    ...(position !== undefined && { position }),
  }
}
