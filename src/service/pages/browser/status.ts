import { element } from './choice-nodes.ts'

/** A status text that a screen reader says. */
type Status = {
  node: HTMLElement
  /** Says a text after a pause, if no newer one comes. The text is made after the pause. */
  announce(text: () => string): void
  remove(): void
}

/** A status that says a text when no newer one came for `waitMs`. */
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
