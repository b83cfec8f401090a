import { element } from './choice-nodes.ts'

/** What a screen reader says. */
export type Status = {
  node: HTMLElement
  /** Says a text, read at that moment, if nothing newer came for a while. */
  announce(text: () => string): void
  remove(): void
}

/** A status that is told when nothing newer came for `waitMs`. */
export function createStatus(waitMs: number): Status {
  const node = element('div', { role: 'status', class: 'visually-hidden' })
  let waiting: ReturnType<typeof setTimeout> | undefined
  return {
    node,
    announce(text) {
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        node.textContent = text()
      }, waitMs)
    },
    remove() {
      clearTimeout(waiting)
      node.remove()
    },
  }
}
