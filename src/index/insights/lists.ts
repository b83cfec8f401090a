/** The lists of insights by their names in an answer, with a title and what it means. */
export const LISTS = {
  top: { title: 'Searched for most', told: '' },
  nothingFound: { title: 'Nothing found', told: 'The blog has nothing that these words find.' },
  gaps: {
    title: 'Content gaps',
    told: 'These were often searched for, and found only by some of their words. A post about them may be missing.',
  },
  fewClicks: { title: 'Few clicks', told: 'These found posts, but few readers opened one.' },
  corrections: {
    title: 'Corrections',
    told: 'These were corrected most. An undone one was searched for again exactly as typed.',
  },
  trends: { title: 'Trends', told: 'These changed most against the period before.' },
} as const
export type ListName = keyof typeof LISTS

/** The names of the lists, in their order. */
export const LIST_NAMES = Object.keys(LISTS) as ListName[]
