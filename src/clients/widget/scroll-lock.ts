/** Keeps the page from scrolling, without a jump where its scroll bar was. Returns a function that lets it scroll again. */
export function lockScroll(): () => void {
  const root = document.documentElement
  const { overflow, scrollbarGutter } = root.style
  if (innerWidth > root.clientWidth) root.style.scrollbarGutter = 'stable'
  root.style.overflow = 'hidden'
  return () => Object.assign(root.style, { overflow, scrollbarGutter })
}
