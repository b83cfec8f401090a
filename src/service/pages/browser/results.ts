import type { ScriptTexts } from '../texts/types.ts'
import { createAsker } from './asker.ts'
import type { Counting } from './counting.ts'
import { createNotice } from './notice.ts'
import { requestPage } from './page-request.ts'
import { type Snapshot, Snapshots, showSnapshot, snapshotOf } from './snapshots.ts'
import { createStatus } from './status.ts'
import { addressOf, createVisits, type Visit } from './visits.ts'

/** The place where search pages are shown. */
type Results = {
  /** Shows the page of an address. A request for an earlier page is dropped. */
  visit(url: string, visit: Visit): void
}

type Options = {
  form: HTMLFormElement
  input: HTMLInputElement
  texts: ScriptTexts
  counting: Counting
  /** Called when a page is shown. */
  onShown(visit: Visit): void
}

/** At most one request for a page in this time. */
const WAIT_MS = 120
const TIMEOUT_MS = 10_000
const KEPT_PAGES = 30
/** After this pause, a screen reader says the heading of the results. */
const ANNOUNCE_MS = 700

/** Replaces one search page by the next without loading the document anew. */
export function createResults({ form, input, texts, counting, onShown }: Options): Results {
  const kept = new Snapshots(KEPT_PAGES)
  const visits = createVisits()
  const notice = createNotice(form.closest('search') ?? form, texts)
  const status = createStatus(ANNOUNCE_MS)
  document.body.append(status.node)
  const first = snapshotOf(document)
  if (first !== undefined) kept.set(addressOf(location.href), first)
  let wanted: Visit = 'chosen'
  tellShown(counting, location.href, { counted: !isTyped(location.href) })

  const show = (url: string, snapshot: Snapshot) => {
    notice.succeeded()
    visits.record(url, wanted)
    kept.set(url, snapshot)
    showSnapshot(snapshot)
    setBusy(false)
    if (wanted === 'back') input.value = snapshot.q
    scrollTo(0, wanted === 'back' ? visits.scrolled() : 0)
    if (wanted === 'chosen' && document.activeElement === document.body) focusHeading()
    status.announce(headingText)
    tellShown(counting, url, { counted: wanted !== 'typed' })
    onShown(wanted)
  }
  const asker = createAsker({
    request: (url, signal) => requestPage(url, signal, { counted: counting.knows(searchOf(url)) }),
    onAnswer: show,
    onFailure: (url, error) => {
      setBusy(false)
      notice.show(error, () => visit(url, wanted))
    },
    waitMs: WAIT_MS,
    timeoutMs: TIMEOUT_MS,
  })
  const visit = (url: string, how: Visit) => {
    wanted = how
    asker.stop()
    notice.hide()
    const snapshot = kept.get(url)
    if (how === 'back' && snapshot !== undefined) {
      show(url, snapshot)
      return
    }
    setBusy(true)
    asker.ask(url)
  }
  addEventListener('popstate', () => visit(addressOf(location.href), 'back'))
  return { visit }
}

/** The parameters of a page's address. */
function searchOf(url: string): string {
  return new URL(url, location.href).search.replace(/^\?/, '')
}

function isTyped(url: string): boolean {
  return new URL(url, location.href).searchParams.has('prefix')
}

function tellShown(counting: Counting, url: string, how: { counted: boolean }): void {
  const search = searchOf(url)
  if (search === '') counting.left()
  else counting.shown(search, how)
}

function setBusy(busy: boolean): void {
  document.querySelector('main')?.setAttribute('aria-busy', String(busy))
}

/** Moves the focus to the heading, since the link that was followed is gone with its page. */
function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
}

function headingText(): string {
  return document.querySelector('main h1')?.textContent ?? ''
}
