/** The parts of a search page that change from one search to the next. */
export type Snapshot = {
  title: string
  /** The query, as the page's own field has it. */
  q: string
  main: Element
  /** The hidden fields of the form: filters that the next search keeps. */
  hidden: readonly Element[]
}

/** The snapshot of a page, either this one or a fetched one; undefined if it is not a search page. */
export function snapshotOf(page: Document): Snapshot | undefined {
  const main = page.querySelector('main')
  const form = page.querySelector('.search-form')
  if (main === null || form === null) return undefined
  return {
    title: page.title,
    q: form.querySelector('input[name="q"]')?.getAttribute('value') ?? '',
    main,
    hidden: [...form.querySelectorAll('input[type="hidden"]')],
  }
}

/** Shows a snapshot in place of the current one. */
export function showSnapshot({ title, main, hidden }: Snapshot): void {
  document.title = title
  document.querySelector('main')?.replaceWith(main)
  const form = document.querySelector('.search-form')
  for (const field of form?.querySelectorAll('input[type="hidden"]') ?? []) field.remove()
  form?.append(...hidden)
}

/** Snapshots by their addresses, so that going back is immediate; the oldest is forgotten. */
export class Snapshots {
  readonly #most: number
  readonly #kept = new Map<string, Snapshot>()

  constructor(most: number) {
    this.#most = most
  }

  get(url: string): Snapshot | undefined {
    return this.#kept.get(url)
  }

  set(url: string, snapshot: Snapshot): void {
    this.#kept.delete(url)
    this.#kept.set(url, snapshot)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
  }
}
