/** Places of results that have a count of clicks of their own; later ones share one. */
export const PLACES = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10', 'later'] as const
type Place = (typeof PLACES)[number]

/** Clicks by the place of the result. */
export type Clicked = Partial<Record<Place, number>>

/** What came of a search: the tier of its best result, whether there were results, whether the query was corrected, and the names of its filters. */
export type Outcome = {
  tier: string
  found: boolean
  corrected: boolean
  /** In alphabetical order, with spaces between: `author category`. Their values are not counted. */
  filters: string
}

/** How often something was searched for and clicked on. Without a query, its text was not kept or there was none. */
export type Counted = Outcome & { query?: string; searches: number; clicked: Clicked }

/** The name of a place in the results, from 1. */
export function placeOf(position: number): Place {
  return PLACES[Math.min(position, PLACES.length) - 1] ?? 'later'
}

/** The sum of two counts of clicks. */
export function addClicks(some: Clicked, others: Clicked): Clicked {
  const sum = { ...some }
  for (const [place, count] of Object.entries(others) as [Place, number][]) {
    sum[place] = (sum[place] ?? 0) + count
  }
  return sum
}

/** All clicks together. */
export function countClicks(clicked: Clicked): number {
  return Object.values(clicked).reduce((sum, count) => sum + count, 0)
}

/** The day of a time, in UTC: `2026-11-30`. Nothing finer is kept. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 'yyyy-mm-dd'.length)
}
