/** A widget that the shortcut keys open. */
type Opener = { readonly isConnected: boolean; openBy(): void }

const openers = new Set<Opener>()

/** Lets Ctrl-K, Cmd-K or `/` open a widget. Of several, the keys open the one that was added first. */
export function listenToShortcuts(opener: Opener): void {
  if (openers.size === 0) document.addEventListener('keydown', handle)
  openers.add(opener)
}

/** Removes a widget from those that the keys open. */
export function forgetShortcuts(opener: Opener): void {
  openers.delete(opener)
  if (openers.size === 0) document.removeEventListener('keydown', handle)
}

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || !isShortcut(event)) return
  const [first] = openers
  if (first === undefined) return
  event.preventDefault()
  first.openBy()
}

function isShortcut(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event
  if (key.toLowerCase() === 'k') return ctrlKey !== metaKey && !altKey && !shiftKey
  return key === '/' && !ctrlKey && !metaKey && !altKey && !isTyping(event)
}

/** Whether a key types into a text field, also in a shadow root. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName)
}
