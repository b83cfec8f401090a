/** A list below an input, in the top layer: no `overflow` or `z-index` of the page hides it. */
export type Popup = { isOpen(): boolean; setOpen(open: boolean): void }

/** Whether the style sheet alone keeps a popup at its input, by CSS anchor positioning. */
const ANCHORED = CSS.supports('anchor-name', '--a')

/** Makes a popover of a node. It stays at its input while the page scrolls or its size changes. */
export function createPopup(node: HTMLElement, input: HTMLElement): Popup {
  node.popover = 'manual'
  const isOpen = () => node.matches(':popover-open')
  const place = () => {
    const { bottom, left, width } = input.getBoundingClientRect()
    Object.assign(node.style, { top: `${bottom}px`, left: `${left}px`, width: `${width}px` })
  }
  let following: AbortController | undefined
  const follow = () => {
    following = new AbortController()
    const options = { signal: following.signal, capture: true, passive: true }
    for (const event of ['scroll', 'resize']) addEventListener(event, place, options)
    place()
  }
  return {
    isOpen,
    setOpen(open) {
      if (open === isOpen() || !node.isConnected) return
      node.togglePopover(open)
      if (open && !ANCHORED) follow()
      else following?.abort()
    },
  }
}
