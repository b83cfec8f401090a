/**
 * Whether the text after an event can be searched for as it is. While an input method composes a Japanese or Chinese word, its letters
 * are not yet the text. A Korean syllable is the text once it is whole. Touch keyboards compose every word, Latin ones too.
 */
export function isSettled(event: Event): boolean {
  const composing = event instanceof InputEvent && event.isComposing
  return !composing || /[가-힣]$/.test(event.data ?? '') || matchMedia('(pointer: coarse)').matches
}

/** Whether a key belongs to an input method. In Safari only its code (229) tells that of the key that ends a composition. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}
