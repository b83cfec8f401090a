/** The parts of a Markdown file's place. */
type PlaceParts = {
  /** The folders around it; for a page bundle (`cats/index.md`), the folders around the bundle. */
  folders: string[]
  /** Its name without extension; for a page bundle, the name of its folder. */
  stem: string
  isIndex: boolean
}

/** Splits a file's place: `posts/cats.md` and `posts/cats/index.md` are both `cats` in `posts`. */
export function splitPlace(place: string): PlaceParts {
  const folders = withoutExtension(place).split('/')
  const stem = folders.pop() ?? ''
  if (stem !== 'index') return { folders, stem, isIndex: false }
  return { stem: folders.pop() ?? '', folders, isIndex: true }
}

export function withoutExtension(place: string): string {
  return place.replace(/\.[^./]+$/, '')
}

/** The day that a name begins with (`2019-01-04`), and the rest of it. */
export function splitDate(stem: string): { date?: string; rest: string } {
  const [, year, month = '', day = '', rest] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_ ](.+))?$/.exec(stem) ?? []
  if (year === undefined) return { rest: stem }
  return { date: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, rest: rest ?? stem }
}
