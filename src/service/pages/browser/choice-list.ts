import { type ChoiceNode, element, groupNode } from './choice-nodes.ts'
import type { Choice, Group, TypeaheadTexts } from './choices.ts'
import { createPopup, type Popup } from './popup.ts'
import { createStatus } from './status.ts'

/** The list of a combobox. One of its choices may be active. */
export type ChoiceList = {
  /** Shows these choices; without any, the list is hidden. The active choice stays active if it is still there. */
  show(groups: readonly Group[]): void
  hide(): void
  isOpen(): boolean
  active(): Choice | undefined
  /** Makes another choice active: 1 the next, -1 the one before. Between the last and the first none is active. */
  move(step: 1 | -1): void
  deactivate(): void
  /** Clicks the active choice. */
  click(): void
  remove(): void
}

type ListOptions = {
  texts: TypeaheadTexts
  /** Called with a choice that was clicked. A click on a link is left to the browser. */
  onClick(choice: Choice, event: MouseEvent): void
  /** Where the list always stands. Without it, the list is a popup below the input. */
  place?: HTMLElement
}

let lists = 0
/** A screen reader says the number of choices after a pause of typing this long. */
const ANNOUNCE_MS = 400

/** Creates the list of an input, which may be in a shadow root. */
export function createChoiceList(
  input: HTMLInputElement,
  { texts, onClick, place }: ListOptions,
): ChoiceList {
  lists += 1
  const id = `choices-${lists}`
  const listbox = element('div', { id, role: 'listbox', class: 'choices', 'aria-label': texts.list })
  const status = createStatus(ANNOUNCE_MS)
  if (place === undefined) input.after(listbox, status.node)
  else place.append(listbox)
  const popup = place === undefined ? createPopup(listbox, input) : standing(listbox)
  const restore = setAttributes(input, comboboxAttributes(id))

  let options: ChoiceNode[] = []
  let at = -1
  const activate = (index: number) => {
    options[at]?.node.setAttribute('aria-selected', 'false')
    at = index
    const node = options[at]?.node
    node?.setAttribute('aria-selected', 'true')
    node?.scrollIntoView({ block: 'nearest' })
    if (node === undefined) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', node.id)
  }
  const setOpen = (open: boolean) => {
    popup.setOpen(open)
    input.setAttribute('aria-expanded', String(open))
  }
  onChoice(listbox, (event) => {
    const option = options.find(({ node }) => event.composedPath().includes(node))
    if (option !== undefined) onClick(option.choice, event)
  })

  return {
    show(groups) {
      const before = options[at]?.choice
      const nodes = groups.map((group, i) => groupNode(group, `${id}-${i}`))
      options = nodes.flatMap(({ choices }) => choices)
      listbox.replaceChildren(...nodes.map(({ node }) => node))
      setOpen(options.length > 0)
      activate(options.findIndex(({ choice }) => before !== undefined && isSame(choice, before)))
      const said = countText(options.length, texts)
      status.announce(() => said)
    },
    hide() {
      activate(-1)
      setOpen(false)
      status.announce(() => '')
    },
    isOpen: popup.isOpen,
    active: () => options[at]?.choice,
    move(step) {
      const places = options.length + 1
      activate(((at + 1 + step + places) % places) - 1)
    },
    deactivate: () => activate(-1),
    click: () => options[at]?.node.click(),
    remove() {
      listbox.remove()
      status.remove()
      input.removeAttribute('aria-activedescendant')
      restore()
    },
  }
}

/** A list that is a part of what is around it. There is nothing to open, and nothing for Escape to close. */
function standing(listbox: HTMLElement): Popup {
  return {
    isOpen: () => false,
    setOpen(open) {
      listbox.hidden = !open
    },
  }
}

function comboboxAttributes(listId: string) {
  return {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    'aria-haspopup': 'listbox',
    autocomplete: 'off',
  }
}

/** Sets attributes, and returns a function that restores the old ones. */
function setAttributes(node: HTMLElement, attributes: Record<string, string>): () => void {
  const before = Object.keys(attributes).map((name) => [name, node.getAttribute(name)] as const)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  return () => {
    for (const [name, value] of before) {
      if (value === null) node.removeAttribute(name)
      else node.setAttribute(name, value)
    }
  }
}

/** Listens for clicks, those of the middle button too. The input keeps the focus, so that a phone's keyboard stays. */
function onChoice(listbox: HTMLElement, handle: (event: MouseEvent) => void): void {
  listbox.addEventListener('mousedown', (event) => event.preventDefault())
  listbox.addEventListener('click', handle)
  listbox.addEventListener('auxclick', (event) => {
    if (event.button === 1) handle(event)
  })
}

function countText(count: number, { noChoices, oneChoice, choices }: TypeaheadTexts): string {
  if (count === 0) return noChoices
  return count === 1 ? oneChoice : choices.replace('{n}', String(count))
}

function isSame(a: Choice, b: Choice): boolean {
  return a.kind === b.kind && keyOf(a) === keyOf(b)
}

function keyOf(choice: Choice): string {
  if ('url' in choice) return choice.url
  return choice.kind === 'clear' ? '' : choice.text
}
