import type { ComponentChildren } from 'preact'

/** What the terms of a part of the page mean, for readers who do not know search engines. */
export function Note({ children }: { children: ComponentChildren }) {
  return <p class="quiet note">{children}</p>
}
