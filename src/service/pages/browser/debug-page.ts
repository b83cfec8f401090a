const FEEDBACK_MS = 2_000

/** Copies a text. Works also without TLS, where the browser does not give scripts its clipboard. */
async function copy(source: HTMLElement): Promise<boolean> {
  const text = source.textContent ?? ''
  if (navigator.clipboard !== undefined) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Not allowed: copy as below.
    }
  }
  getSelection()?.selectAllChildren(source)
  return document.execCommand('copy')
}

async function copyFor(button: HTMLButtonElement): Promise<void> {
  const source = document.getElementById(button.dataset.copies ?? '')
  if (source === null) return
  const told = (await copy(source)) ? 'Copied' : 'Press Ctrl-C'
  button.textContent = told
  const status = document.getElementById('copied')
  if (status !== null) status.textContent = told
  setTimeout(() => {
    button.textContent = 'Copy'
    if (status !== null) status.textContent = ''
  }, FEEDBACK_MS)
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button.copy')) {
  button.hidden = false
  button.addEventListener('click', () => void copyFor(button))
}

/** Lets the keyboard reach regions that scroll, and only these, and gives them a name. */
const scrolling = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!(target instanceof HTMLElement)) continue
    const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight
    const attributes = { tabindex: '0', role: 'group', 'aria-label': target.dataset.label ?? '' }
    for (const [name, value] of Object.entries(attributes)) {
      if (scrolls) target.setAttribute(name, value)
      else target.removeAttribute(name)
    }
  }
})
for (const region of document.querySelectorAll('.scroll')) scrolling.observe(region)
