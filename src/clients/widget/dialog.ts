import type { WidgetTexts } from '../../service/pages/texts/types.ts'
import { cross, make } from './dom.ts'
import { createLiveList, type LiveOptions } from './live-list.ts'
import { lockScroll } from './scroll-lock.ts'
import { createSearchForm } from './search-form.ts'

/** The dialog: an input of its own, and the list of results. */
export type SearchDialog = {
  node: HTMLDialogElement
  /** Opens the dialog with the results of `q`; with recent searches and the newest posts if it is empty. */
  open(q: string, options?: { exact: boolean }): void
  /** Moves the focus to the input and selects its text. */
  focus(): void
  /** The query and how far its results are scrolled. */
  state(): { q: string; top: number }
  /** Opens the dialog as it was. */
  restore(state: { q: string; top: number }): void
  detach(): void
}

type DialogOptions = Omit<LiveOptions, 'onFollowed'> & { onClosed(): void }

/** A dialog that searches while a reader types. */
export function createDialog(options: DialogOptions): SearchDialog {
  const { texts, lang } = options
  const { node: form, input } = createSearchForm(texts, (q) => {
    live.search(q, { exact: false })
    if (q !== '') hideKeyboard()
  })
  const live = createLiveList(input, { ...options, onFollowed: () => node.close() })
  const close = make('button', { class: 'close', type: 'button', 'aria-label': texts.close }, cross())
  const head = make('div', { class: 'head' }, form, close)
  const frame = make('div', { class: 'frame', tabindex: '-1' }, head, ...live.nodes, keysNode(texts))
  const node = make('dialog', { class: 'dialog', part: 'dialog', 'aria-label': texts.label, lang }, frame)
  let unlock = () => {}
  close.addEventListener('click', () => node.close())
  closeByPressOutside(node)
  node.addEventListener('close', () => {
    unlock()
    options.counting.left()
    options.onClosed()
  })
  /** The keyboard of a phone would cover the results. */
  const hideKeyboard = () => {
    if (matchMedia('(pointer: coarse)').matches) frame.focus()
  }
  const focus = () => {
    input.focus()
    input.select()
  }
  const open: SearchDialog['open'] = (q, how = { exact: false }) => {
    if (!node.open) {
      node.showModal()
      unlock = lockScroll()
    }
    live.search(q, how)
    focus()
    if (q !== '') hideKeyboard()
  }
  return {
    node,
    open,
    focus,
    state: () => ({ q: input.value, top: live.scrolled() }),
    restore({ q, top }) {
      live.scrollNext(top)
      open(q)
    },
    detach() {
      live.detach()
      unlock()
      node.close()
    },
  }
}

/** Closes a dialog when a press both begins and ends beside it. A selection of text that ends there leaves it open. */
function closeByPressOutside(node: HTMLDialogElement): void {
  let begunOutside = false
  node.addEventListener('pointerdown', ({ target }) => {
    begunOutside = target === node
  })
  node.addEventListener('click', ({ target }) => {
    if (begunOutside && target === node) node.close()
  })
}

/** The keys of the list. */
function keysNode(texts: WidgetTexts): HTMLElement {
  const keys = [
    ['↑ ↓', texts.keysMove],
    ['↵', texts.keysOpen],
    ['Esc', texts.keysClose],
  ] as const
  return make(
    'p',
    { class: 'keys' },
    ...keys.flatMap(([key, text]) => [make('span', {}, make('kbd', {}, key), ` ${text}`)]),
  )
}
