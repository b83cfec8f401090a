import type { Choice, Group, Shown } from './choices.ts'

/** A choice and the element that shows it. */
export type ChoiceNode = { node: HTMLElement; choice: Choice }

/** The element of a group, and the elements of its choices. */
export function groupNode(
  { label, choices }: Group,
  id: string,
): { node: HTMLElement; choices: ChoiceNode[] } {
  const node = element('div', { role: 'group' })
  if (label !== undefined) {
    const heading = element('div', { id: `${id}-label`, class: 'choices-label', role: 'presentation' }, label)
    node.setAttribute('aria-labelledby', heading.id)
    node.append(heading)
  }
  const nodes = choices.map((choice, i) => ({ choice, node: choiceNode(choice, `${id}-${i}`) }))
  node.append(...nodes.map((option) => option.node))
  return { node, choices: nodes }
}

function choiceNode(choice: Choice, id: string): HTMLElement {
  if ('nodes' in choice) return linkNode(choice, id)
  const node = element('div', optionAttributes(choice, id))
  const text = element('span', { class: 'choice-text', dir: 'auto' })
  text.append(...choice.pieces.map((piece) => element(piece.hit ? 'mark' : 'span', {}, piece.text)))
  node.append(text)
  if (choice.kind === 'post' && choice.date !== null) {
    node.append(' ', element('span', { class: 'choice-date' }, choice.date.slice(0, 'yyyy'.length)))
  }
  return node
}

/** A real link, so that the browser's own ways to open it in a new tab work too. */
function linkNode(choice: Shown, id: string): HTMLElement {
  const { url, lang, nodes } = choice
  const node = element('a', {
    ...optionAttributes(choice, id),
    ...(lang !== undefined && { lang }),
    ...{ href: url, tabindex: '-1', part: 'result' },
  })
  node.append(...nodes)
  return node
}

function optionAttributes({ kind }: Choice, id: string): Record<string, string> {
  return { id, role: 'option', 'aria-selected': 'false', class: `choice ${kind}` }
}

/** An element with attributes and a text, which is never markup. */
export function element(tag: string, attributes: Record<string, string>, text = ''): HTMLElement {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.textContent = text
  return node
}
