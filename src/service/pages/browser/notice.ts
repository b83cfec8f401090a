import { element } from './choice-nodes.ts'
import { NoAnswer } from './page-request.ts'

/** Tells of a search that has no answer, and tries again. */
export type Notice = { show(error: unknown, again: () => void): void; hide(): void; succeeded(): void }

/** A service that is away is asked again so often by itself; then the reader has a button. */
const MOST_RETRIES = 3

/** A place above the results for what went wrong. The results stay, since they are better than nothing. */
export function createNotice(before: Element): Notice {
  const node = element('div', { class: 'notice', role: 'alert' })
  node.hidden = true
  before.after(node)
  let timer: ReturnType<typeof setTimeout> | undefined
  let retries = 0
  const hide = () => {
    clearTimeout(timer)
    node.hidden = true
    node.replaceChildren()
  }
  return {
    hide,
    succeeded() {
      retries = 0
      hide()
    },
    show(error, again) {
      clearTimeout(timer)
      const known = error instanceof NoAnswer ? error : new NoAnswer('The search takes too long.')
      const seconds = retries < MOST_RETRIES ? known.retryAfter : undefined
      const next = seconds === undefined ? '' : ` Trying again in ${seconds} s.`
      const button = element('button', { type: 'button' }, 'Try now')
      button.addEventListener('click', () => {
        retries = 0
        again()
      })
      node.replaceChildren(element('p', {}, `${known.message}${next}`), button)
      node.hidden = false
      if (seconds === undefined) return
      timer = setTimeout(() => {
        retries += 1
        again()
      }, seconds * 1000)
    },
  }
}
