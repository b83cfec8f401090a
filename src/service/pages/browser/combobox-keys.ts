import type { ChoiceList } from './choice-list.ts'
import type { Choice } from './choices.ts'
import { isComposing } from './input-method.ts'

/** The actions that the keys of a combobox trigger. */
type ComboboxActions = {
  list: ChoiceList
  /** Opens the list with the choices for the text. */
  open(): void
  close(): void
  choose(choice: Choice, options: { newTab: boolean }): void
}

type KeyHandler = (event: KeyboardEvent, actions: ComboboxActions) => boolean

/** Carries out the action of a key in a combobox. True if the browser should do nothing more. Keys of an input method are left alone. */
export function pressKey(event: KeyboardEvent, actions: ComboboxActions): boolean {
  if (isComposing(event)) return false
  return KEYS[event.key]?.(event, actions) ?? false
}

/** The caret moves in the text, so no choice is active any more. */
const toText: KeyHandler = (_event, { list }) => {
  list.deactivate()
  return false
}

const KEYS: Record<string, KeyHandler> = {
  ArrowDown: ({ altKey }, actions) => {
    if (altKey) actions.open()
    else move(1, actions)
    return true
  },
  ArrowUp: ({ altKey }, actions) => {
    if (altKey) actions.close()
    else move(-1, actions)
    return true
  },
  Escape: (_event, { list, close }) => {
    const wasOpen = list.isOpen()
    close()
    return wasOpen
  },
  Enter: (event, { list, close, choose }) => {
    const choice = list.active()
    if (choice === undefined) close()
    else choose(choice, { newTab: event.ctrlKey || event.metaKey })
    return choice !== undefined
  },
  Home: toText,
  End: toText,
  ArrowLeft: toText,
  ArrowRight: toText,
}

function move(step: 1 | -1, { list, open }: ComboboxActions): void {
  if (!list.isOpen()) open()
  list.move(step)
}
