import type { Client } from '../js/client.ts'
import { cross, make } from './dom.ts'
import { createResultView } from './result-view.ts'
import { createSearchField } from './search-field.ts'
import type { WidgetTexts } from './texts.ts'

/** The dialog: an input of its own, and the results. */
export type SearchDialog = {
  node: HTMLDialogElement
  /** Opens the dialog, with the results of `q` unless it is empty. */
  open(q: string, options?: { exact: boolean }): void
  detach(): void
}

/** A dialog that searches with a client. */
export function createDialog(
  client: Client,
  options: { size: number; lang: string; texts: WidgetTexts },
): SearchDialog {
  const { texts, lang } = options
  const choose = (q: string, how?: { exact: boolean }) => dialog.open(q, how)
  const results = createResultView(client, options, choose)
  const field = createSearchField(client, texts, choose)
  const close = make('button', { class: 'close', type: 'button', 'aria-label': texts.close }, cross())
  const head = make('div', { class: 'head' }, field.node, close)
  const frame = make('div', { class: 'frame' }, head, results.node)
  const node = make('dialog', { class: 'dialog', part: 'dialog', 'aria-label': texts.label, lang }, frame)
  close.addEventListener('click', () => node.close())
  node.addEventListener('click', (event) => {
    if (event.target === node) node.close()
  })
  const dialog: SearchDialog = {
    node,
    open(q, { exact } = { exact: false }) {
      field.input.value = q
      if (!node.open) node.showModal()
      if (q === '') results.invite()
      else results.search(q, { exact })
      // The keyboard of a phone would cover the results.
      if (q !== '' && matchMedia('(pointer: coarse)').matches) results.node.focus()
      else field.input.focus()
    },
    detach: field.detach,
  }
  return dialog
}
