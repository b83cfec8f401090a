/** A widget that the shortcut keys may open. */
type Opener = {
  readonly node: HTMLElement
  readonly wantsKeys: boolean
  readonly isOpen: boolean
  /** Opens the dialog. If it is open, its input gets the focus, with its text selected. */
  openBy(): void
}

const openers = new Set<Opener>()
const IS_APPLE = /Mac|iP(?:hone|ad|od)/.test(navigator.platform)

/** The keys that open a widget, as a keyboard of this device names them. */
export const SHORTCUT = IS_APPLE ? '⌘ K' : 'Ctrl K'

/** Lets Cmd-K on Apple's devices, Ctrl-K on others, and `/` open a widget. */
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
  const opener = chosen()
  if (opener === undefined) return
  event.preventDefault()
  opener.openBy()
}

/** The widget that is open, else the first in the page. A widget that is not rendered could only open an invisible dialog. */
function chosen(): Opener | undefined {
  const all = [...openers]
  const [first] = all
    .filter(({ node, wantsKeys }) => wantsKeys && node.checkVisibility({ visibilityProperty: true }))
    .sort((a, b) => (follows(a.node, b.node) ? 1 : -1))
  return all.find(({ isOpen }) => isOpen) ?? first
}

function follows(node: Node, other: Node): boolean {
  return (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING) > 0
}

function isShortcut(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event
  // On a Mac, Ctrl-K deletes the rest of a line.
  const [wanted, other] = IS_APPLE ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
  if (key.toLowerCase() === 'k') return wanted && !other && !altKey && !shiftKey
  return key === '/' && !ctrlKey && !metaKey && !altKey && !mayType(event)
}

/** Whether a key may type into a text field, also in a shadow root. Nothing tells what has the focus in a closed one. */
function mayType(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.ownerDocument.designMode === 'on' ||
    target.matches('input, textarea, select, [role="textbox"], [role="searchbox"], [role="combobox"]') ||
    (target === target.ownerDocument.activeElement && mayHaveClosedRoot(target))
  )
}

/** Elements that may have a shadow root, by the DOM standard. The body has the focus where nothing else has it. */
const HOSTS = /-|^(?:article|aside|blockquote|div|footer|h[1-6]|header|main|nav|p|section|span)$/

function mayHaveClosedRoot(element: HTMLElement): boolean {
  return element.shadowRoot === null && HOSTS.test(element.localName)
}
