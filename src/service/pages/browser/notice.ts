import { fill } from '../texts/fill.ts'
import type { ScriptTexts } from '../texts/types.ts'
import { element } from './choice-nodes.ts'
import { NoAnswer } from './page-request.ts'

/** A notice that a search got no answer. It also tries again. */
type Notice = { show(error: unknown, again: () => void): void; hide(): void; succeeded(): void }

/** Automatic retries while the service is away. After these, only the reader's button tries again. */
const MOST_RETRIES = 3

/** A place for the notice, above the results. The old results stay, since they are better than nothing. */
export function createNotice(before: Element, texts: ScriptTexts): Notice {
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
      const known = error instanceof NoAnswer ? error : new NoAnswer('slow')
      const seconds = retries < MOST_RETRIES ? known.retryAfter : undefined
      const next = seconds === undefined ? '' : ` ${fill(texts.tryingAgain, { n: seconds })}`
      const button = element('button', { type: 'button' }, texts.tryNow)
      button.addEventListener('click', () => {
        retries = 0
        again()
      })
      node.replaceChildren(element('p', {}, `${texts[known.reason]}${next}`), button)
      node.hidden = false
      if (seconds === undefined) return
      timer = setTimeout(() => {
        retries += 1
        again()
      }, seconds * 1000)
    },
  }
}
